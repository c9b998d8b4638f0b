//! `tone`: how a text sounds.
