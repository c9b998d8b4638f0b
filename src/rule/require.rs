//! `require`: text and files that must be there.
