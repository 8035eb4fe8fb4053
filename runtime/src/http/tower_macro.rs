//! `layer` of generated builders.

/// What builders offer with `tower`.
#[cfg(feature = "tower")]
#[doc(hidden)]
#[macro_export]
macro_rules! __tower {
    ($builder:ident) => {
        impl $builder {
            /// Puts a layer of `tower` around the transport, for example one of a limit: each attempt
            /// of each call goes through it. `ClientBuilder::layer` of the runtime says more.
            #[must_use]
            #[inline]
            pub fn layer<L, B>(mut self, layer: L) -> Self
            where
                L: $crate::private::Layer<$crate::TransportService>
                    + ::core::marker::Send
                    + ::core::marker::Sync
                    + 'static,
                L::Service: $crate::private::HttpService<B>,
                B: $crate::private::HttpServiceBody,
            {
                self.inner.layer(layer);
                self
            }
        }
    };
}

/// Without `tower` there are no layers.
#[cfg(not(feature = "tower"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __tower {
    ($builder:ident) => {};
}
