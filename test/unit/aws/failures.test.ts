import { match, strictEqual } from "node:assert/strict";
import { passingCallIn, runEndedIn, sessionEndedIn, thereAlreadyIn } from "../../../aws/failures";
import { isUntouched } from "../../../aws/untouched";

describe("errors of the provider in one line", () => {
    for (const text of [
        "creating Organizations Organization: operation error Organizations: CreateOrganization, https response error StatusCode: 400, AlreadyInOrganizationException: The provided account is already a member of an organization.",
        "creating Organizations Organizational Unit (a): DuplicateOrganizationalUnitException: An OU with the same name already exists.",
        "creating IAM Group (admins): EntityAlreadyExists: Group admins already exists",
        "creating Budget (111111111111:ac-monthly): operation error Budgets: CreateBudget, https response error StatusCode: 400, DuplicateRecordException: Error creating budget: ac-monthly - the budget already exists.",
        "creating KMS Alias (alias/a): AlreadyExistsException: An alias with the name arn:aws:kms:… already exists",
        "creating IAM Service Linked Role (x): InvalidInput: Service role name AWSServiceRoleForX has been taken in this account, please try a different suffix.",
        "enabling policy type (TAG_POLICY): operation error Organizations: EnablePolicyType, https response error StatusCode: 400, PolicyTypeAlreadyEnabledException: The specified policy type is already enabled.",
        "creating SSO Permission Set (a): operation error SSO Admin: CreatePermissionSet, https response error StatusCode: 400, RequestID: x, ConflictException: PermissionSet with name a already exists",
        "creating IdentityStore User: operation error identitystore: CreateUser, https response error StatusCode: 400, RequestID: x, ConflictException: Duplicate UserName",
        "creating CloudWatch Logs Log Group (a): operation error CloudWatch Logs: CreateLogGroup, https response error StatusCode: 400, ResourceAlreadyExistsException: The specified log group already exists",
        "creating CloudTrail Trail (a): operation error CloudTrail: CreateTrail, https response error StatusCode: 400, TrailAlreadyExistsException: Trail a already exists for customer: 111111111111",
        "creating IAM Access Analyzer (a): operation error AccessAnalyzer: CreateAnalyzer, https response error StatusCode: 409, RequestID: x, ConflictException: ",
        "enabling GuardDuty Organization Admin Account (111111111111): operation error GuardDuty: EnableOrganizationAdminAccount, https response error StatusCode: 400, RequestID: , BadRequestException: Delegated administrator 111111111111 is already enabled for the organization",
        "creating Macie OrganizationAdminAccount: operation error Macie2: EnableOrganizationAdminAccount, https response error StatusCode: 409, RequestID: x, ConflictException: ",
    ])
        it(`there already: ${text.slice(0, 50)}`, () => {
            match(thereAlreadyIn("units-a", text)!.message, /^units-a: AWS has this already: the response/u);
        });

    for (const text of [
        "AccessDeniedException: no",
        "LimitExceededException: cannot exceed quota",
        "",
        "operation error SSO Admin: UpdatePermissionSet, https response error StatusCode: 400, ConflictException: in progress",
        "operation error GuardDuty: EnableOrganizationAdminAccount, https response error StatusCode: 400, BadRequestException: the account is no member",
        "operation error S3: PutBucketVersioning, https response error StatusCode: 409, ConflictException",
    ])
        it(`not there already: ${text}`, () => {
            strictEqual(thereAlreadyIn("a", text), undefined);
        });

    for (const [text, ended] of [
        ["ExpiredToken: The security token included in the request is expired", true],
        ["ExpiredTokenException: The security token included in the request is expired", true],
        ["InvalidGrantException: The security token included in the request is expired", true],
        ["RequestExpired: Request has expired.", true],
        ["AccessDenied: User is not authorized", false],
    ] as const)
        it(`session ${ended ? "ended" : "did not end"}: ${text.slice(0, 30)}`, () => {
            strictEqual(sessionEndedIn(text) !== undefined, ended);
        });

    for (const [text, words] of [
        [
            "api error ExpiredToken: The security token included in the request is expired",
            /the session ended.*org mfa/su,
        ],
        [
            "api error InvalidClientTokenId: The security token included in the request is invalid.",
            /deleted or revoked/u,
        ],
        ["UnrecognizedClientException: The security token included in the request is invalid.", /deleted or revoked/u],
        [
            "api error RequestTimeTooSkewed: The difference between the request time and the current time is too large.",
            /clock is wrong/u,
        ],
        [
            "InvalidSignatureException: Signature expired: 20261130T120000Z is now earlier than 20261130T120500Z",
            /clock is wrong/u,
        ],
        [
            'Post "https://iam.amazonaws.com/": dial tcp: lookup iam.amazonaws.com on 127.0.0.53:53: no such host',
            /cannot be reached.*DNS/su,
        ],
        ["dial tcp 10.0.0.1:443: connect: network is unreachable", /cannot be reached/u],
    ] as const)
        it(`ends the run: ${text.slice(0, 50)}`, () => {
            const { message, cure } = runEndedIn(text)!;
            match(`${message}\n${cure}`, words);
            match(cure, /run the same command again/u);
        });

    it("no run ends of what is one resource's alone", () => {
        for (const text of ["AccessDenied: no", "SignatureDoesNotMatch: check your key", ""])
            strictEqual(runEndedIn(text), undefined, text);
    });

    it("IAM's ConcurrentModification passes, unless a thing that is made by several calls is there already", () => {
        const refused = (call: string): string =>
            `creating IAM Role (x): operation error IAM: ${call}, https response error StatusCode: 409, RequestID: 1, ConcurrentModification: wait`;
        const role = "aws:iam/role:Role";
        strictEqual(passingCallIn(refused("CreateRole"), role, "create"), "CreateRole");
        strictEqual(passingCallIn(refused("PutRolePolicy"), role, "create"), undefined);
        strictEqual(passingCallIn(refused("PutRolePolicy"), role, "update"), "PutRolePolicy");
        strictEqual(
            passingCallIn(refused("AddUserToGroup"), "aws:iam/userGroupMembership:UserGroupMembership", "create"),
            "AddUserToGroup",
        );
        strictEqual(passingCallIn("EntityAlreadyExists: x", role, "create"), undefined);
    });

    it("an organization is untouched while it has its management account alone", () => {
        const empty = { accounts: [1], units: new Set(), policies: [], delegations: new Set<string>() };
        strictEqual(isUntouched(empty), true);
        strictEqual(isUntouched({ ...empty, accounts: [1, 2] }), false);
        strictEqual(isUntouched({ ...empty, units: new Set(["a"]) }), false);
        strictEqual(isUntouched({ ...empty, delegations: new Set(["a/b"]) }), false);
        const policy = { id: "p-1", name: "a", type: "TAG_POLICY", targets: [] };
        strictEqual(isUntouched({ ...empty, policies: [policy] }), false);
    });
});
