// Whether a public key can seal a first password.
export { judgePgpKey, type KeyVerdict } from "./judge-key";
