/** The token of the `NetworkRegistry`. */
export const NETWORK_REGISTRY = Symbol('NetworkRegistry');

/** The token of the `FeedStore` that adapters are handed. */
export const FEED_STORE = Symbol('FeedStore');
