/** Mailboxes that people have in any country. Providers with a domain in many countries are in families.ts. */
export const worldwide: Readonly<Record<string, string>> = {
    Google: `
        gmail.com`,
    Apple: `
        mac.com me.com`,
    Microsoft: `
        webtv.net`,
    "Yahoo and AOL": `
        aim.com aolmail.com cs.com games.com geocities.com kimo.com love.com myyahoo.com netscape.com netscape.net rocketmail.com
        verizon.net wmconnect.com y7mail.com yahoomail.com yahooxtra.co.nz ygm.com`,
    "mail.com": `
        2trom.com accountant.com acdcfan.com activist.com adexec.com africamail.com aircraftmail.com allergist.com
        alumnidirector.com angelic.com appraiser.net archaeologist.com arcticmail.com artlover.com asia-mail.com asia.com
        atheist.com auctioneer.net australiamail.com bartender.net bellair.net berlin.com bikerider.com birdlover.com blader.com
        boardermail.com brazilmail.com brew-master.com brew-meister.com bsdmail.com californiamail.com cash4u.com catlover.com
        cheerful.com chef.net chemist.com chinamail.com clubmember.org collector.org columnist.com comic.com computer4u.com
        consultant.com contractor.net coolsite.net counsellor.com cutey.com cyber-wizard.com cyberdude.com cybergal.com
        cyberservices.com dallasmail.com dbzmail.com deliveryman.com diplomats.com disciples.com discofan.com doctor.com
        doglover.com doramail.com dr.com dublin.com dutchmail.com earthling.net elvisfan.com email.com email.net engineer.com
        englandmail.com europe.com europemail.com execs.com fan.com fastservice.com financier.com fireman.net galaxyhit.com
        gardener.com geologist.com germanymail.com graduate.org graphic-designer.com greenmail.net groupmail.com hackermail.com
        hairdresser.net heartthrob.com hilarious.com hiphopfan.com homemail.com hot-shot.com housemail.com humanoid.net iname.com
        innocent.com inorbit.com instruction.com instructor.net insurer.com irelandmail.com israelmail.com italymail.com job4u.com
        journalist.com keromail.com kissfans.com kittymail.com koreamail.com lawyer.com legislator.com linuxmail.org lobbyist.com
        london.com loveable.com lovecat.com madonnafan.com madrid.com mail-me.com mail.com marchmail.com metalfan.com mexicomail.com
        mindless.com minister.com moscowmail.com munich.com musician.org muslim.com myself.com net-shopping.com ninfan.com
        nonpartisan.com null.net nycmail.com optician.com orthodontist.net pacific-ocean.com pacificwest.com paris.com
        pediatrician.com petlover.com photographer.net physicist.net planetmail.com planetmail.net polandmail.com politician.com
        popstar.com post.com presidency.com priest.com programmer.net protestant.com publicist.com qualityservice.com
        radiologist.net ravemail.com realtyagent.com reborn.com reggaefan.com registerednurses.com reincarnate.com religious.com
        repairman.com representative.com rescueteam.com rocketship.com rockfan.com rome.com royal.net safrica.com saintly.com
        salesperson.net samerica.com sanfranmail.com scientist.com scotlandmail.com secretary.net seductive.com singapore.com
        snakebite.com socialworker.net sociologist.com solution4u.com songwriter.net soon.com spainmail.com surgical.net
        swedenmail.com swissmail.com teachers.org tech-center.com techie.com technologist.com theplate.com therapist.net toke.com
        tokyo.com toothfairy.com torontomail.com tvstar.com umpire.com usa.com uymail.com webname.com whoever.com winning.com
        witty.com worker.com workmail.com worldmailer.com writeme.com yours.com`,
    Fastmail: `
        123mail.org 150mail.com 150ml.com 16mail.com 2-mail.com 4email.net 50mail.com airpost.net allmail.net bestmail.us
        cluemail.com elitemail.org emailcorner.net emailengine.net emailengine.org emailgroups.net emailplus.org emailuser.net
        eml.cc f-m.fm fast-email.com fast-mail.org fastem.com fastemail.us fastemailer.com fastest.cc fastimap.com fastmailbox.net
        fastmessaging.com fea.st fmail.co.uk fmailbox.com fmgirl.com fmguy.com ftml.net h-mail.us hailmail.net imap-mail.com imap.cc
        imapmail.org inoutbox.com internet-e-mail.com internet-mail.org internetemails.net internetmailing.net jetemail.net
        justemail.net letterboxes.org mail-central.com mail-page.com mailandftp.com mailas.com mailbolt.com mailc.net mailcan.com
        mailforce.net mailftp.com mailhaven.com mailingaddress.org mailite.com mailmight.com mailnew.com mailsent.net mailservice.ms
        mailup.net mailworks.org ml1.net mm.st myfastmail.com mymacmail.com nospammail.net ownmail.net petml.com postinbox.com
        postpro.net proinbox.com promessage.com realemail.net reallyfast.biz reallyfast.info rushpost.com sent.as sent.at sent.com
        speedpost.net speedymail.org ssl-mail.com swift-mail.com the-fastest.net the-quickest.com theinternetemail.com veryfast.biz
        veryspeedy.net warpmail.net xsmail.com yepmail.net your-mail.com`,
    "Proton, Tuta and other sealed mail": `
        atomicmail.io countermail.com criptext.com ctemplar.com cyberfear.com e.email ecloud.global elude.in etik.com hmamail.com
        ik.me ikmail.com keemail.me kolabnow.ch kolabnow.com lavabit.com mail2tor.com mailbox.org mailnesia.com murena.io
        mykolab.com neomailbox.ch neomailbox.com neomailbox.net onionmail.com onionmail.org openmailbox.org pm.me posteo.com
        proton.me runbox.com safe-mail.net scryptmail.com secmail.pro skiff.com skiffmail.com soverin.net swisscows.email
        tutamail.com unseen.is vfemail.net`,
    "Mailboxes by collectives": `
        airmail.cc aktivix.org autistici.org bitmessage.ch buzon.uy cock.li ctrl-c.club daleth.cafe delta.blinzeln.de
        dismail.de disroot.org el-hoyo.net ende.in.net ente.cfd ente.quest envs.net espiv.net firemail.cc five.chat i3.net
        immerda.ch inventati.org krutt.org l2i.top mehl.cloud mehl.store nein.jetzt no-log.org nubo.coop ouvaton.org puscii.nl
        riseup.net sdf-eu.org sdf.org sindominio.net solidaris.me squat.net stinpriza.eu stinpriza.net subvertising.org
        systemausfall.org systemli.org szh.homes tachanka.org testrun.org tilde.club tilde.team undernet.uy
        wants.dicksinhisan.us wkpb.de zaclys.com`,
    "Everybody's mail on the web": `
        37.com 4email.com 8m.com 8m.net altavista.net anonymous.to atozasia.com ausi.com bigfoot.com bigstring.com
        cheapermail.com chequemail.com christianmail.net crosswinds.net dcemail.com dejanews.com dodgeit.com eudoramail.com
        everymail.net everyone.net flashmail.com flashmail.net freeaccount.com freeservers.com freeuk.com gawab.com gci.net
        ghostmail.com graffiti.net hey.com hotpop.com ijustdontcare.com in.com inbox.net incredimail.com isp9.net iwon.com
        jesusanswers.com jewishmail.com juno.com katamail.com kolst.com kolumbus.fi kukamail.com lightdog.com lovemail.com
        luxusmail.org lycosmail.com mail.bg mail2one.com mail2world.com mail333.com mailandnews.com mailblocks.com mailcity.com
        mailexcite.com mailfa.com mailo.com mailpuppy.com mailsnare.net mailueberfall.de mailvault.com malayalamdtp.com
        msgden.net muslimemail.com myopera.com mypersonalemail.com myrealbox.com myway.com nameplanet.com nervmich.net
        netaddress.com onebox.com onmail.com operamail.com outgun.com ovi.com placeq.com postafree.com postmark.net
        postmaster.co.uk prontomail.com pulp-fiction.com punkass.com purelymail.com rattle-snake.com rethinkmail.com
        safe-mail.com sharklasers.com shortmail.com sina.cn snail-mail.net softhome.net spl.at starmedia.com supanet.com
        talk21.com techemail.com tempmail.com tempmailaddress.com theglobe.com thundermail.com tmail.com toughguy.net ubbi.com
        uboot.com unbounded.com uni.de usa.net velnet.com vivaldi.net vlmail.com webmails.com wongfaye.com worldofmail.com
        wowmail.com xmail.com xoommail.com yada-yada.com yapost.com yebox.com ymail.net your-house.com zzn.com`,
    "Names for fun, of which most are closed": `
        123mail.net 138mail.com 1email.eu 1hiphopfan.com 247emails.com 2hackermail.com 4x4fan.com aberdeenfans.co.uk
        accamail.com acdczone.com acrobatmail.com activatormail.com administrativos.com adriaticmail.com agelessemail.com
        alecsmail.com aliceinchainsmail.com alonsofans.com amplimail.com andreabocellimail.com anniefans.com antiqueemail.com
        aquaticmail.net archerymail.com arians.co.uk arsenalfans.com artistemail.com backtothefuturefans.com badtzmail.com
        baggiesfans.co.uk baseball-email.com big5mail.com bikeracers.co.uk biologyfan.com bismillah.com blackburnfans.com
        blackpoolfans.co.uk blink182.net bluesfans.com blumail.org bornagain.com borofans.com bournemouthfans.co.uk boyracer.net
        brightonfans.co.uk bristolroversfans.co.uk broadwaybuff.com broadwaylove.com burnleyfans.co.uk burntmail.com
        bushemail.com cancerians.co.uk capricornians.co.uk cardifffans.co.uk carenthusiasts.co.uk carnuts.co.uk
        cataloniamail.com catemail.com celticfans.com chalkmail.net charityemail.com charltonfans.com chelseafans.net
        cheshiremail.com chesterfieldfans.co.uk chinesecool.com chocofan.com clovermail.net clubaprilia.com clubaudi.co.uk
        clubaustin.co.uk clubbeetle.co.uk clubbentley.co.uk clubbmw.com clubharley.co.uk clubjaguar.com clubkawasaki.com
        clublamborghini.co.uk clublexus.co.uk clublotus.com clubmclaren.com clubmg.co.uk clubmini.co.uk clubmorris.co.uk
        clubporsche.com clubsubaru.com clubsuzuki.com clubtoyota.co.uk clubtriumph.com clubyamaha.com cmpnetmail.com
        copticmail.com corrsfan.com couple.com coventryfans.com craftemail.com crewefans.com crunkmail.com cryingmail.com
        cumbriamail.com curtsmail.com cutekittens.com cymail.net dancemail.dk danwin1210.me deafemail.net derbyfans.com
        desertsaintsmail.com devotedparents.com diamondemail.com didamail.com diehardmail.com dirtracers.com
        divorcedandhappy.com dlemail.net donsfans.com dontmail.net dudumail.com eastmail.info easyriders.co.uk email2me.com
        emailsydney.com emptymail.com epiqmail.com evertonfans.com f1drivers.com fastfords.co.uk financefan.net findmemail.com
        fineemail.com finklfan.com fitnessmail.net floridaemail.net forestfans.com fossefans.com freecoolemail.com
        freefanmail.com fuckmail.me fulhamfans.com funkymail.dk fusemail.com gatwickemail.com gemineans.co.uk genxemail.com
        gillsfans.co.uk godmail.dk golfwidows.com grandmothers.co.uk grandparents.co.uk grimsbyfans.com groovymail.dk
        gundamfan.com gunnersfans.com hablas.com hamiltonfans.co.uk hammersfans.com hangglidemail.com healthemail.net
        heartsfans.com heavymail.dk hellokitty.com hibsfans.co.uk hideakifan.com homenetmail.com hotcoolmail.com hotlinemail.com
        hotmail.info hunks.co.uk i-mailbox.net ilovepokemonmail.com imail.com informaticos.com islandemail.net jojomail.com
        justmailz.com justmarriedmail.com keftamail.com kichimail.com killamail.com killergreenmail.com kitemail.com langoo.com
        leonians.co.uk lissamail.com lovetocook.net lovetohike.com lvwebmail.com mail-it24.com mail-mig.dk mail-on.us mail8.com
        mailbox92.com mailfreeway.com mailgate.ru mailmaniacs.com mailshiv.me manlymail.net manmail.dk manutdfans.com
        marriedandlovingit.com mcrmail.com memeware.net merseymail.com mix-mail.org modomail.com mom-mail.com morke.org
        motorcyclefan.net movieemail.net mozartmail.com musician.com mybestmail.com myfunnymail.com myjazzmail.com mymail.com
        mythrashmail.net nextmail.com noemail.com norwaymail.com norwichfans.com numail.org oldbuthealthy.com omail.com
        onlinemail.xyz ovimail.com paradiseemail.com paranoici.org patmail.com peacemail.com pekklemail.com piercedallover.com
        pigmail.net pilotemail.com plymouthfans.co.uk poohfan.com postino.de postman.dk prettierthanher.com privatemail.com
        purinmail.com rapidmailbox.com ravefan.com realestatemail.net recycledmail.com rossifans.com sagittarians.co.uk
        sanriotown.com santanmail.com saveowls.com savewildlife.com scorpions.co.uk secretarias.com sendmail.ru sennafans.com
        servus-mail.de showfans.com simbamail.fm sminkymail.com smithemail.net soundofmusicfans.com southparkmail.com
        stockstorm.com stonerfans.com sunmail1.com swindonfans.com tattooedallover.com taureans.co.uk teacher.com techie.net
        tennisfans.net thesimpsonsfans.com thexyz.com tibetemail.com timormail.com tlcfan.com topcoolemail.com topemail.us
        topfreeemail.com totalmail.com trainspottingfan.com truckeremail.net ttfans.com tulipsmail.net u-mail.us uknuts.com
        uraniomail.com v8email.com vegemail.com veryrealmail.com vettelfans.co.uk virgos.co.uk virtual-mail.com virtualmail.gq
        watchmail.com watfordfans.com wavemail.ir webmailv.com wesleymail.com who.net wiganfans.co.uk writeremail.com xmail.net
        xmenfans.com ymails.biz z9mail.com zipmail.xyz zmail.pt zooglemail.com zvmail.com`,
};
