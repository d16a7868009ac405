/**
 * How often the provider sends a call. With its default, 25, and pauses that double up to five minutes, it would repeat a call for an hour
 * that Identity Center refuses with ConflictException, as it does if the response to a first one was lost. Ten take three quarters of a
 * minute, and thirteen minutes if AWS throttles (terraform-provider-aws, internal/conns/backoff_delayer.go).
 */
export const maxRetries = 10;
