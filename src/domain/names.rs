//! Fixed sets of names: one list yields the enum, its names in JSON, and the error that lists them.
//!
//! It must not know any engine.

/// Defines an enum whose variants are names of a field, in a fixed order.
///
/// ```text
/// names! {
///     /// How grave a ticket is.
///     pub enum Priority ("priority") {
///         /// Security, a wrong send, a total outage.
///         P0 = "P0",
///     }
/// }
/// ```
macro_rules! names {
    ($(#[$doc:meta])* pub enum $name:ident ($field:literal) {
        $($(#[$about:meta])* $variant:ident = $text:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$about])* $variant),+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: [Self; [$($text),+].len()] = [$(Self::$variant),+];

            /// Their names in JSON, in the same order.
            pub const NAMES: [&'static str; Self::ALL.len()] = [$($text),+];

            /// The name in JSON.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::Error;

            /// The variant of a name, spelled exactly.
            ///
            /// # Errors
            /// Any other text is [`Error::Unknown`]($crate::domain::Error::Unknown), with all names.
            fn from_str(name: &str) -> $crate::domain::Result<Self> {
                match name {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::domain::Error::unknown($field, name, &Self::NAMES)),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                struct Names;
                impl serde::de::Visitor<'_> for Names {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(f, "one of: {}", $name::NAMES.join(", "))
                    }

                    fn visit_str<E: serde::de::Error>(self, name: &str) -> std::result::Result<$name, E> {
                        name.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Names)
            }
        }
    };
}

pub(super) use names;

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro makes public types")]
mod tests {
    names! {
        /// For the tests.
        pub enum Tier ("tier") {
            /// One.
            Low = "low",
            /// Two.
            VeryHigh = "very_high",
        }
    }

    #[test]
    fn a_name_goes_there_and_back() {
        for (tier, name) in Tier::ALL.into_iter().zip(Tier::NAMES) {
            assert_eq!(tier.name(), name);
            assert_eq!(name.parse::<Tier>(), Ok(tier));
            let json = serde_json::to_string(&tier).expect("a string");
            assert_eq!(json, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<Tier>(&json).expect("the same"), tier);
        }
        // The key of a map as well.
        let map = std::collections::BTreeMap::from([(Tier::VeryHigh, 1)]);
        let json = serde_json::to_string(&map).expect("names are keys");
        assert_eq!(serde_json::from_str::<std::collections::BTreeMap<Tier, u8>>(&json).expect("the same"), map);
    }

    #[test]
    fn no_other_text_is_a_name() {
        for other in ["", "LOW", "VeryHigh", "very high", "low "] {
            let error = other.parse::<Tier>().expect_err(other);
            assert_eq!(error.field(), "tier");
            assert!(error.to_string().ends_with("accepted: low, very_high"), "{error}");
            assert!(serde_json::from_str::<Tier>(&format!("\"{other}\"")).is_err());
        }
        let number = serde_json::from_str::<Tier>("3").expect_err("no text").to_string();
        assert!(number.contains("expected one of: low, very_high"), "{number}");
    }
}
