// Judges whether a public key can encrypt a first password.
export { judgePgpKey } from "./judge-key";
