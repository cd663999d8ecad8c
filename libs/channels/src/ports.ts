/** The token of the `NetworkRegistry`. */
export const NETWORK_REGISTRY = Symbol('NetworkRegistry');

/** The token of the `HttpClient` that adapters are handed. */
export const HTTP_CLIENT = Symbol('HttpClient');

/** The token of the `FeedStore` that adapters are handed. */
export const FEED_STORE = Symbol('FeedStore');
