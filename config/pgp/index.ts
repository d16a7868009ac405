// Whether a public key can seal a first password.
export { judgePgpKey } from "./judge-key";
