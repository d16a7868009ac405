/** For which addresses the user is asked whether they are one person's: a guess, so it must ask about no plausible group. */
import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { looksLikePerson } from "../../../config/email";

const list = (text: string): readonly string[] => text.trim().split(/\s+/u);

/** Invented, in the ways that companies name mailboxes of teams. */
const groups = list(`
    aws aws-root aws.root aws_root awsroot root-aws aws-admin aws-admins aws.admins awsadmin aws-team team-aws aws.team aws-ops aws_ops
    awsops aws-master aws.master aws-management aws-mgmt aws-org aws-organization aws-accounts aws.accounts aws-account-owner
    aws-billing aws.billing awsbilling aws-platform aws-cloud aws-infra aws-notifications aws-alerts aws-prod aws-emea aws-payer
    cloud cloud.platform cloud-platform cloud_platform cloudplatform platform-cloud cloud.ops cloud-ops cloudops cloud.team cloud-team
    cloudteam cloud.admins cloud-admin cloudadmins cloud-engineering cloud.engineering cloud-infra cloud-infrastructure cloud-coe
    cloud.coe cloud-ccoe ccoe cloud.foundation cloud-foundations cloud.services cloud-services cloud-security cloud.security cloud-sre
    cloud.billing cloud-governance cloud-architecture cloud.center.of.excellence cloud-root cloud-owner the-cloud-team our-cloud
    it it-ops it.ops it_ops itops it-team it.team it-admin it.admin it-admins it-support it.support it-infra it-infrastructure
    it.infrastruktur it-security it.sicherheit it-services it-service it-operations it.operations it-department it-helpdesk it-systems
    it-management it.accounts group.it corporate.it corp-it global.it global-it it-global ict tic edv
    ops operations ops-team ops.team opsteam operations.team ops.aws ops-admin devops devops-team devops.team devopsteam team.devops
    dev.ops dev-ops devsecops secops sec.ops sysops netops finops fin.ops finops-team mlops dataops platform.ops
    platform platforms platform-team platform.team platform.engineering platform-engineering platform-services platform.admins
    platform-core core-platform core.platform team-platform team.platform internal.platform developer.platform data.platform
    infra infrastructure infra-team infra.team infrateam infra-admin infra.ops infra-aws infrastructure.team infrastructure-services
    core.infra core-services shared.services shared-services sharedservices foundations landing.zone landing-zone landingzone
    control-tower control.tower tech tech-team tech.team tech.ops techops tech-admin technology technical.operations technik
    engineering engineering-team eng eng.ops eng-leads engineering.leads sre sre-team sre.team site.reliability noc soc noc-team
    security security-team security.team sec-team infosec info.sec cyber.security cyber-security security.operations ciso.office
    admin admins administrator administrators admin-team admin.aws admin-aws sysadmin sysadmins sys.admins sys-admin system.admins
    hostmaster webmaster postmaster dns-admin domains domain.admin web.team web-team hosting web.hosting servers
    billing billing-team finance finance.team finance-aws cloud.costs accounts accounts.payable accounts-payable invoices ap.invoices
    accounting buchhaltung compta.fournisseurs-service group-accounts a.team a-team b.team x.squad r.d r-d r.and.d hq it.hq
    data data-team data.team data.engineering data-platform analytics analytics.team ml-platform ai.platform bi-team
    architecture enterprise.architecture architects solutions.architects cto-office cto.office office.cto
    accounts.aws contact.aws info hello office support help.desk service.desk servicedesk helpdesk noreply no-reply no.reply
    blue-whale team-rocket team.rocket squad-phoenix red-team red.team blue.team tiger.team kraken-team night-watch
    acme-aws acme.aws acme_aws aws.acme acme-cloud acme.cloud acme.it acme-it acme.berlin acme-hq acme.hq acme acme-root
    acme.platform acme-ops acme.holding acme-group acme.devops
    project.x project-apollo apollo-project equipo-nube equipo.cloud equipo-infra grupo-aws sistemas sistemas.aws infra.sistemas
    administracion.aws seguridad-ti soporte.ti operaciones-aws equipe-cloud plateforme.cloud infra-cloud-team betrieb.it it.betrieb
    on.call on-call oncall break.glass break-glass breakglass emergency.access alerts-aws aws-no-reply e-commerce e-commerce-it
    ecommerce.platform game-studio mobile.apps web.apps apps.team apps-prd prod.accounts workloads.owners
    aws.provisioning aws.sandbox.owners aws-subscriptions cloud.enablement cloud.native cloud.competence kubernetes.admins k8s-team
    container.platform observability.team grid.ops trading.systems quant.infra hpc.admins risk.systems payments.platform identity.team
    workplace.services endpoint.team modern.workplace tooling.team build.tools dev.tools devex dev-ex developer.experience paas.team
    api.gateway edge.services edge-team streaming.platform messaging.team mail.team cyber.defense cyber.defence threat.intel red.team
    vulnerability.management patch.management asset.management service.owners service.delivery cost.optimization cost-optimisation
    cloud.cost cloud.economics reserved.instances vmware.team linux.admins windows.server storage.team backup.admins net.eng
    network.engineering voice.team telecom.ops field.services branch.it store.systems plant.it factory.it research.computing rse.team hpc
    scientific.computing bioinformatics.core clinical.systems campus.it library.systems student.services alumni.relations grants.office
    treasury.ops group.cio ceo.office exec.assistants legal.team general.counsel m.and.a people.ops talent.acquisition office.manager
    front.desk facilities.team brand.design growth.team customer.success partner.team field.eng solutions.architecture pre.sales presales
    revenue.ops rev.ops revops gtm.team web.platform mobile.team ios.team game.ops live.ops liveops content.team localization.team
    support.l2 tier2.support incident.command major.incident change.advisory release.managers qa.automation test.automation perf.team
    chaos.team delivery.leads scrum.masters agile.coaches pmo.office startup.founders founders co-founders hello.world it.purchasing
    hardware.procurement software.licensing hw.team sw.team embedded.team firmware.team robotics.lab vision.team nlp.team data.science data-
    science datascience data.governance data.stewards master.data mdm.team crm.admins salesforce.admins sap.basis sap.team erp.team
    netsuite.admins jira.admins atlassian.admins github.owners gitlab.admins okta.admins workspace.admins office365.admins m365.admins
    tenant.admins azure.admins gcp.admins oci.admins multi.cloud hybrid.cloud private.cloud`);

const people = list(`
    jane.doe j.doe doe.j jane-doe jane_doe j_doe jane.q.doe j.r.doe jane doe.jane Jane.Doe JANE-DOE jane.doe2 jane.doe84 jane.doe+aws
    jean-luc jean-luc.picard marie-claire.dubois jose.garcia jos\u00e9.garc\u00eda m.li wei.zhang priya_patel priya-patel mohammed.al.amin
    ada.lovelace ada_lovelace a.lovelace alan.turing grace.hopper grace-hopper katherine.johnson o.o'neil zbigniew.herbert
    k.johnson thomas thomas-mueller sabine-schmidt schmidt.sabine peter anna-lena
    bill.gates kate.west james.dean jude.law alicia.keys naomi.north peter.masters anna.isis nina.itis`);

describe("an address that looks like one person's", () => {
    it(`is none of ${groups.length} that groups have`, () => {
        ok(new Set(groups).size >= 500, String(new Set(groups).size));
        deepStrictEqual(
            groups.filter((local) => looksLikePerson(`${local}@acme.com`)),
            [],
        );
    });

    for (const local of people)
        it(`is ${local}@`, () => {
            ok(looksLikePerson(`${local}@acme.com`));
        });

    it("is known by words that are each there once, and can be a part of an address", () => {
        const source = fs.readFileSync(path.join(__dirname, "../../../config/email/mailbox-words.ts"), "utf8");
        for (const [, words] of source.matchAll(/words\(`([^`]*)`\)/gu)) {
            const all = list(words!);
            ok(all.length > 100);
            deepStrictEqual(
                all.filter((word, index) => all.indexOf(word) !== index || !/^\p{L}+$/u.test(word)),
                [],
            );
        }
    });

    it("is a short form of somebody in the config, and of nobody else", () => {
        const admins = ["jane.doe", "grace.hopper"];
        for (const local of ["jdoe", "janed", "doej", "doejane", "janedoe", "j-doe", "ghopper", "JDoe+aws", "jdoe2"])
            ok(looksLikePerson(`${local}@acme.com`, admins), local);
        for (const local of ["jdoe", "ghopper", "j-doe"]) ok(!looksLikePerson(`${local}@acme.com`), local);
        deepStrictEqual(
            groups.filter((local) => looksLikePerson(`${local}@acme.com`, admins)),
            [],
        );
    });
});
