//! The macro that declares files of types.

/// Declares modules and re-exports the types in them, so that one attribute stands for all.
///
/// The types are named, because globs over items that macros make cost the compiler more than
/// everything else.
///
/// ```
/// mod types {
///     # mod elsewhere {
///     #[cfg(feature = "pets")]
///     runtime::modules! {
///         owner: Owner;
///         pet: Pet, PetStatus;
///     }
///     # }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! modules {
    ($($module:ident: $($name:ident),+;)*) => {
        $(
            mod $module;
            pub use $module::{$($name),+};
        )*
    };
}
