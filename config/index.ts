// Raw stack config in; the typed value, or every fault at once, out. Neither Pulumi nor AWS is imported here.
export type { ParseContext } from "./context";
export { formatFaults, type FormatOptions } from "./format-faults";
export type { Fault, Parsed } from "./fault";
export { limitTable, type Limits } from "./limits";
export type * from "./management-config";
export type { MemberConfig } from "./member-config";
export { neighbours, type StackFiles } from "./neighbours";
export { parseManagement } from "./parse-management";
export { parseMember } from "./parse-member";
export { parseSecurity } from "./parse-security";
export { placeFaults } from "./place-faults";
export { attachmentFaults, type Attachment } from "./policy-attachments";
export type { PolicyDocument, PolicyStatement } from "./policy-document";
export { rawConfig, type RawConfig } from "./raw-config";
export { roleDefaults } from "./role-defaults";
export type { SecurityConfig } from "./security-config";
export { services, type Delegation } from "./services";
export { readStackFiles } from "./stack-files";
