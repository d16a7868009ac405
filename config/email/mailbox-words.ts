const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/**
 * Words in the addresses of groups, without those that are names too (bill, west, dean, law, master). An address with one of them is a
 * group's.
 */
export const groupWords = words(`
    aws amazon azure gcp google github gitlab cloud clouds iaas paas saas root admin admins administrator administrators administration
    administracion adm owner owners mgmt mgt management manager managers board exec executive leadership lead leads chief ceo cfo cio ciso
    coo cto vp ops operation operations devops secops devsecops sysops netops finops mlops dataops aiops gitops cloudops noc soc sre it ict
    edv tic si ti is infra infrastructure infrastruktur platform platforms plattform plataforma plateforme foundation foundations landing
    zone zones tower control core base shared common central global group groups grp gruppe grupo groupe team teams crew squad squads tribe
    guild chapter staff all everyone members dl dls list lists liste listas mail mails mailbox email emails inbox alias forward reply no
    noreply donotreply security sec infosec cyber cybersecurity secure sicherheit seguridad iam identity access sso auth privacy gdpr dsgvo
    dpo compliance audit audits auditor auditors governance risk legal contract contracts billing bills finance finances financial finanzas
    buchhaltung accounts account accounting accountant payable receivable payment payments invoice invoices invoicing rechnung rechnungen
    factura facturas facturacion compta comptabilite treasury tax cost costs budget budgets spend spending purchasing procurement purchase
    purchases einkauf compras achats vendor vendors supplier suppliers partner partners subscription subscriptions license licenses licence
    licences licensing renewal renewals asset assets inventory prod prd production produktion staging stage stg preprod dev devs devel
    develop development developer developers desarrollo entwicklung test tests testing tester testers qa uat sandbox demo lab labs labor
    research rnd innovation engineering engineer engineers eng ingenieria technik tech technical technology technologies technologie
    tecnologia tecnologias architecture architect architects arch software soft hardware app apps application applications web www website
    site sites webmaster hostmaster postmaster hosting host hosts server servers service services servicios desk helpdesk servicedesk help
    support soporte suporte hilfe care customer customers client clients success sales vertrieb ventas marketing mkt growth brand media
    press pr social news newsletter communication communications comms hr rh people talent recruiting recruitment jobs careers payroll
    office buero oficina bureau reception facilities hq headquarters corp corporate company firma enterprise business holding organization
    organizations organisation organisations digital online internet intranet network networks networking net netz vpn dns domain domains
    registrar ssl cert certs certificate certificates data daten datos database databases db dba dbas warehouse lake bi analytics
    analysis reporting report reports insight insights ai ml llm iot sap erp crm cms api apis sdk ci cd cicd build builds builder release
    releases deploy deploys deployer deployers deployment deployments delivery pipeline pipelines automation automations auto bot bots robot
    robots script scripts job cron batch backup backups storage dr recovery continuity bcp incident incidents response emergency emergencies
    breakglass break glass oncall on call pager alert alerts alarm alarms alerting warn warning monitor monitoring monitoreo observability
    logs log logging trace status health notify notification notifications notice notices event events calendar system systems sys sysadmin
    sysadmins sistemas systeme unix linux windows win mac mobile ios android product products produkt project projects projekt program
    programs programme pmo portfolio process change changes request requests ticket tickets queue intake triage center centre excellence coe
    ccoe cce dept department departments abteilung division unit branch region regional emea apac amer latam dach us usa uk eu south east
    europe america asia africa world international intl local info infos contact contacts kontakt contacto hello hi welcome feedback abuse
    spam fraud trust safety public private internal external intern extern user users guest guests student students school university campus
    faculty library ecommerce commerce shop store retail logistics transport fleet factory plant games gaming studio studios design ux ui
    content docs documentation wiki training academy learning education community forum opensource oss source code repo git new old main
    primary secondary first second the our and for of one two tenant tenants multi payer linked member delegated workload workloads legacy
    suspended quarantine archive temp tmp org modern workplace workspace threat intel intelligence reserved instance instances science
    scientific computing compute high performance alumni relations general counsel agile scrum coach coaches startup founder founders
    advisory council committee steering working quality planning strategy transformation migration migrations modernization enablement
    adoption practice practices competence competency capability capabilities consulting consultants professional managed solution solutions
    tool tools tooling cluster clusters kubernetes container containers vmware virtual edge stream streaming messaging search`);

/**
 * Given names that are common in some country, from statistics of newborns' names, without those that are words or places too (Max, Will,
 * Dev, Austin, Victoria). The list is far from complete: an address without one of them may still be a person's.
 */
export const givenNames = words(`
    aaron abdul abigail adam adrian agnes ahmed aisha alain alan albert alejandra alejandro alessandro alex alexander alexandra alexis ali
    alice alina alisa allison amanda amelia amir amit amy ana anas anastasia anders andre andrea andreas andrew andrzej angela anil anita
    anja anjali ann anna anne annette anthony antoine anton antonio anya arjun arthur arun ashley aurelie axel barbara beatriz ben
    benjamin bernard bernd beth birgit bjarne bjorn bob bogdan brandon brenda brian bruno camille carl carla carlos carmen caroline catherine
    cecilia charles chiara chloe chris christian christina christine christopher claire clara claudia claudio clement colin craig cristina
    cynthia daniel daniela danielle daria dave david deborah deepak denis dennis diana diego dieter dimitri dmitry dominik donald donna
    dorothy douglas eduardo edward elena eleanor elizabeth ella ellen elon emilia emily emma eric erik erika ernst esther ethan eugene eva
    evelyn fabian fabio fatima felipe felix fernanda fernando filip florian frances francesca francesco francisco francois frank franz
    fred frederic frederik friedrich fritz gabriel gabriela gary george georg gerald gerard gerhard giovanni giulia giuseppe gloria
    gonzalo grace graham greg gregory guillaume guillermo gunther gustav hanna hannah hannes hans harald harry hassan heather heidi
    heike heinz helen helena helga helmut henrik henry hiroshi holger hugo ian ibrahim igor ines inga ingrid irene irina isabel
    isabella isabelle ivan jack jacob jacqueline jacques jakob jakub james jan jana jane janet jason javier jean jeff jeffrey jennifer
    jens jeremy jerome jesper jessica jesus jill jim joachim joan joanna joao joe joel johan johann johanna john johnny jon jonas
    jonathan jorge jose josef joseph joshua juan judith juergen julia julian julie julien juliette jun justin justyna kai karen karim
    karin karl karsten kasia katarzyna kate katharina katherine kathleen kathrin kathryn katja keith kelly ken kenji kenneth kevin kim
    kimberly klaus krzysztof kumar lars laura lauren laurent leila lena leo leon linus leonardo leonie lewis liam linda lisa lorenzo louis
    louise luca lucas lucia lucie luis luisa lukas luke maciej magdalena malgorzata manfred manuel manuela marc marcel marcin marcelo
    marco marcos marcus margaret maria mariana marie marina mario marion mark marko markus marta martin martina mary mateo mathieu
    matteo matthew matthias maurice mauricio megan mehmet melanie melissa michael michal michel michele michelle miguel mika mike
    mikhail mohamed mohammed monica monika monique muhammad nadia nadine nancy natalia natalie natasha nathan neha nicholas nick
    nicola nicolas nicole niels nikolai nils nina noah nora olaf oleg olga oliver olivia olivier omar oscar otto pablo pamela
    paola paolo pascal patricia patrick paul paula paulo pavel pawel pedro peter petra philip philipp philippe pierre piotr priya
    rachel rafael rahul rainer rajesh ralf ralph ramesh raphael raul ravi raymond rebecca regina renata rene ricardo riccardo
    richard rick rita robert roberta roberto robin rodrigo roger roland rolf roman ronald rosa rosemary roxana ruben rudolf ruth
    ryan sabine sabrina salma salvatore sam samantha samir samuel sandeep sandra sanjay sara sarah sascha scott sean sebastian
    sergei sergey sergio shannon sharon silke silvia simon simone sofia sofie sonia sophia sophie stefan stefania stefano stephan
    stephanie stephen steve steven stuart sunil susan susana susanne suresh svetlana sven sylvie tanja tanya tatiana theresa
    thierry thomas thorsten tim timo timothy tina tobias todd tom tomas tomasz tony torsten tyler ulrich ursula uwe valentina
    valerie vanessa vera veronica vicente viktor vijay vikram vincent vivian vladimir walter wei werner wilhelm william wolfgang
    xavier yan yann yasmin yuki yusuf yves yvonne zeynep zoe`);
