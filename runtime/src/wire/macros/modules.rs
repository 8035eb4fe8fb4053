//! The macro that declares files of types.

/// Declares modules and re-exports what is public in them, so that one attribute stands for all.
///
/// ```
/// mod types {
///     # mod elsewhere {
///     #[cfg(feature = "pets")]
///     runtime::modules! {
///         owner,
///         pet,
///     }
///     # }
/// }
/// ```
#[macro_export]
macro_rules! modules {
    ($($module:ident,)*) => {
        $(
            mod $module;
            pub use $module::*;
        )*
    };
}
