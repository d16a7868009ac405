/**
 * How often the provider sends a call. By its own default, 25, with pauses that double up to five minutes, a call that Identity Center
 * refuses by ConflictException, as it does where the answer to a first one was lost, is sent for an hour. Ten are three quarters of a
 * minute, and thirteen minutes where AWS throttles (terraform-provider-aws, internal/conns/backoff_delayer.go).
 */
export const maxRetries = 10;
