/** Mailboxes of Europe, Turkey and the Caucasus: by mail providers, and by telephone and cable companies for their customers. */
export const europe: Readonly<Record<string, string>> = {
    Germany: `
        1und1.de abwesend.de action.ms addcom.de aikq.de alice-dsl.de alice-dsl.net alice.de alpenjodel.de arcor.de arcor.net
        blindzeln.de blindzeln.org bnv-bamberg.de citykom.de citykom.net cityweb.de clever.ms cool.ms debitel.net
        detail-mail.de deutschland.ms directbox.com directbox.de disr.it dokom.net e-mail.de eclipso.at eclipso.be eclipso.ch
        eclipso.de eclipso.email eclipso.es eclipso.eu eclipso.fr eclipso.it eclipso.nl eclipso.us email.de emailn.de epost.de
        ewe.net ewetel.net firemail.at firemail.de firemail.eu flirt.ms freemail.de freenet.de freenetmail.de fussball.ms
        gelsennet.de gemtar.com genial.ms genion.de germanynet.de gmx-ist-cool.de gmx-topmail.de hallo.ms hanse.net helimail.de
        helinet.de htp-tel.de hushmail.de ich.ms imail.de in-berlin.de inexio.net ish.de ist-genialer.de joker.ms jpberlin.de
        justmail.de kabel-bw.de kabelbw.de kabelmail.de kabelmail.net kamp-dsl.de kanzler.ms kielnet.net komro.net komsanet.de
        kontent.com kuss.ms love.ms magenta.de magic.ms mail.de mnet-mail.de mnet-online.de nc-online.de nefkom.net
        netcologne.de nexgo.de ngi.de nikocity.de nord-com.net nordcom.net nurfuerspam.de o2mail.de o2online.de ok.de okay.ms
        online-home.de online.de online.ms onlinehome.de osnanet.de party.ms planet-interkom.de planet.ms pop.ms power.ms
        primacom.net quantentunnel.de rft-online.net secure-mail.biz singles.ms smart-mail.de smart.ms smartsurfer.de sms.at
        snafu.de stars.ms surfeu.at surfeu.de swbmail.de t-online.de talknet.de techno.ms teleos-web.de tiscalinet.de tkmail.de
        tng.de topmail.de unity-mail.de unitybox.de versanet.de vodafonemail.de vr-web.de web.de webmail.de wichtig.ms
        wilhelm-tel.de wobline.de wolke7.net wtnet.de`,
    Austria: `
        a1.net ainet.at aon.at austro.net drei.at eunet.at inode.at kabelplus.at kabsi.at lion.cc liwest.at netway.at nextra.at
        salzburg-online.at speed.at telering.at tirol.com upcmail.at utanet.at vol.at`,
    Switzerland: `
        besonet.ch bluemail.ch bluewin.ch bluewin.com citycable.ch datacomm.ch dplanet.ch econophone.ch evard.ch freesurf.ch
        ggaweb.ch ggs.ch green.ch hispeed.ch improware.ch mail.ch mysunrise.ch netplus.ch pop.agri.ch quickline.ch rhone.ch
        romandie.com sefanet.ch shinternet.ch solnet.ch spin.ch sunrise.ch swissmail.org swissonline.ch tbwil.ch tele2.ch
        thurweb.ch tiscalinet.ch upcmail.ch urbanet.ch vtx.ch vtxmail.ch vtxnet.ch yetnet.ch`,
    Liechtenstein: `
        adon.li powersurf.li supra.net`,
    France: `
        9online.fr akeonet.com alice.fr aliceadsl.fr alicemail.fr aquadoo.fr bbox.fr bboxmail.fr calixo.net cario.fr cegetel.fr
        cegetel.net chez.com club-internet.fr dartybox.com dbmail.com estvideo.fr evc.net fnac.net francite.com free.fr
        freesbee.fr freesurf.fr guideo.fr ifrance.com infonie.fr izi-net.fr knet.fr la-poste.net laposte.net libertysurf.fr
        libertysurf.net m6net.fr mageos.com magic.fr mail.fr mailoo.org mel.fr meloo.com modulonet.fr multimania.com nerim.net
        net-c.com net-c.fr netc.eu netc.fr netc.it netc.lu netc.pl netcmail.com netcourrier.com neuf.fr neufbox.fr newmanity.com
        noos.fr nordnet.fr ntymail.com numericable.fr only.fr oreka.com oreka.fr ozone.net pacwan.net respublica.fr sfr.fr
        sfr.net telecomplet.fr vialis.net voila.fr vosmail.fr wibox.fr worldonline.fr zaclys.net`,
    "Monaco and French islands": `
        canl.nc izi.re lagoon.nc libello.com mail.pf mana.pf mediaserv.net monaco.mc monaco377.com offratel.nc ool.fr
        wanadoo.nc zeop.re`,
    Belgium: `
        advalvas.be belgacom.net brutele.be coditel.net dommel.be easynet.be edpnet.be euphonynet.be euronet.be freebel.net
        infonie.be mail.be mobistar.be numericable.be pandora.be planetinternet.be proximus.be scarlet.be skynet.be swing.be
        teledisnet.be telenet.be tiscalinet.be tvcablenet.be versatel.be versateladsl.be voo.be win.be worldonline.be`,
    Luxembourg: `
        eltrona.lu email.lu internet.lu luxweb.com pt.lu tango.lu vo.lu`,
    Netherlands: `
        12move.nl bart.nl box.nl caiway.net caiway.nl casema.nl cistron.nl concepts.nl cybercomm.nl dds.nl delta-n.nl deltanl.nl
        demon.nl edpnet.nl euronet.nl filternet.nl freedom.nl freeler.nl freemail.nl hccnet.nl hetnet.nl home.nl iae.nl
        introweb.nl kabelfoon.net kabelfoon.nl kliksafe.nl knid.nl kpnadsl.nl kpnmail.nl kpnplanet.nl landmail.nl mail.nl
        multikabel.nl multiweb.nl online.nl onsbrabantnet.nl onsmail.nl onsnet.nu orange.nl pin-mail.nl planet.nl plex.nl
        quicknet.nl scarlet.nl solcon.nl speedlinq.nl speedxs.nl t-mobilethuis.nl telfort.nl tiscalimail.nl tomaatnet.nl
        trined.nl upcmail.nl versatel.nl vodafonethuis.nl vodafonevast.nl wishmail.net worldonline.nl wxs.nl xmsnet.nl xs4all.nl
        zeelandnet.nl zeggis.nl ziggo.nl zonnet.nl`,
    "United Kingdom": `
        blueyonder.co.uk breathe.com btbroadband.com btclick.com btconnect.com btinternet.com btopenworld.com bulldoghome.com
        cableinet.co.uk cix.co.uk cix.compulink.co.uk clara.co.uk clara.net classicfm.net compuserve.co.uk currantbun.com
        cwcom.net cwctv.net demon.co.uk easynet.co.uk eclipse.co.uk eebroadband.co.uk eidosnet.co.uk enterprise.net f2s.co.uk
        f2s.com force9.co.uk force9.net freeserve.co.uk freeuk.net freezone.co.uk fsbusiness.co.uk fslife.co.uk fsmail.net
        fsnet.co.uk fsworld.co.uk globalnet.co.uk greenbee.net homecall.co.uk ic24.net idnet.com karoo.co.uk lineone.co.uk
        lineone.net madasafish.com mail.co.uk manx.net mypostoffice.co.uk netscapeonline.co.uk newtel.com nildram.co.uk
        ntlworld.com o2broadband.co.uk onetel.co.uk onetel.com onetel.net onetel.net.uk onyxnet.co.uk orange.net
        orangehome.co.uk phonecoop.coop pipex.com plus.com plus.net plusnet.com screaming.net sky.com talktalk.co.uk
        talktalk.net tesco.net tinyonline.co.uk tinyworld.co.uk topmail.co.uk totalise.co.uk toucansurf.com uk2.net
        ukgateway.net ukonline.co.uk utvinternet.com utvinternet.ie uwclub.net virgin.net virginmedia.com vispa.com
        vodafoneemail.co.uk which.net wightcable.com zen.co.uk`,
    Ireland: `
        clearwire.ie clubi.ie digiweb.ie eir.ie eircom.net eirpost.ie esatclear.ie imagine.ie imaginenet.ie indigo.ie iol.ie
        iolfree.ie irishbroadband.net magnet.ie o2.ie oceanfree.net permanet.ie tinet.ie unison.ie upcmail.ie virginmedia.ie`,
    "Channel islands, Gibraltar, Malta, Cyprus": `
        cablenet.com.cy cwgsy.net cy.net cytanet.com.cy gibnet.gi gibnynex.gi gibtelecom.net global.net.mt go.net.mt
        guernsey.net jerseymail.co.uk jtglobalmail.com keyworld.net maltanet.net melitamail.com melitaonline.net nextgen.net.mt
        onvol.net primehome.com primetel.net sapphire.gi spidernet.com.cy spidernet.net vol.net.mt waldonet.net.mt`,
    Spain: `
        able.es adam.es alehop.com andornet.ad andorra.ad arrakis.es correo.es correoweb.com ctv.es eresmas.com eresmas.net
        euskalnet.net euskaltel.net gmail.es iespana.es inicia.es jazzfree.com jazztel.es latinmail.com madritel.es menta.net
        mixmail.com movistar.es mundo-r.com mundo-r.es mypic.ad navegalia.com nodo50.org ociototal.com ono.com ozu.es
        pangea.org recol.es retemail.es telecable.es telefonica.net teleline.es telepolis.com wol.es worldonline.es ya.com
        yacom.es`,
    Portugal: `
        aeiou.pt bragatel.pt cabotvm.pt cabovisao.pt clix.pt iol.pt kanguru.pt mail.pt megamail.pt meo.pt netcabo.pt
        netmadeira.com netvisao.pt oniduo.pt oninet.pt portugalmail.com portugalmail.pt simplesnet.pt telepac.pt zonmail.pt`,
    Italy: `
        3mail.it acantho.net alice.it aliceposta.it aruba.it arubapec.it blu.it brennercom.net cheapnet.it ciaoweb.it clubnet.it
        dadanet.it dnet.it ecn.org email.it eolomail.it fastwebmail.it fastwebnet.it freenet.it giallo.it gmail.it infinito.it
        infostrada.it interfree.it inwind.it iol.it jumpy.it kataweb.it legalmail.it leonardo.it libero.it lombardiacom.it
        mclink.it micso.net nettuno.it ngi.it pec.it pecimprese.it postaweb.it postecert.it postino.it quipo.it rossoalice.it
        simail.it superdada.it supereva.com supereva.it teleporto.it teletu.it tim.it tin.it tiscalinet.it tivoli.it tre.it
        virgilio.it vizzavi.it wooow.it`,
    "San Marino and Vatican": `
        alltelecom.sm omniway.sm`,
    Denmark: `
        123mail.dk 12mail.dk 909mail.dk aarhusmail.dk adr.dk adslhome.dk altiboxmail.dk bbnet.dk bbsyd.dk bedstemail.dk c-dk.dk
        city.dk comxnet.dk cybercity.dk dbmail.dk dlgmail.dk dlgtele.dk dsa-net.dk dukamail.dk e-postboks.dk email.dk
        energimail.dk esenet.dk fasttvnet.dk fiberby.dk fibermail.dk fiberpost.dk firma.tele.dk get2net.dk gvdnet.dk image.dk
        inet.uni2.dk jubii.dk jubiichat.dk jubiiconnect.dk jubiigames.dk jubiipost.dk jubiipostadresse.dk ka-net.dk kabelmail.dk
        kabelnettet.dk mail-online.dk mail.dk mail.tele.dk mail4.dk mail6.dk mail8.dk maildanmark.dk mailme.dk mailroyal.dk
        mailster.dk min-postkasse.dk minprivatemail.dk mira.dk mobilixnet.dk mvbnet.dk nal-net.dk newmail.dk nicemail.dk
        nordfiber.dk ofir.dk ofirmail.dk oncable.dk opasia.dk parknet.dk pc.dk post.tele.dk post1.tele.dk postkasse.net
        privat.dk privat.tele.dk privatmail.dk privatpost.dk profibermail.dk retromail.dk sbnet.dk sol.dk stofanet.dk submail.dk
        tdcadsl.dk tdcmail.dk tdcspace.dk tele2.dk tele2adsl.dk telenor.dk wanadoo.dk waoomail.dk webspeed.dk worldonline.dk
        youmail.dk youse.dk zoomail.dk zybermail.dk`,
    "Faroes and Greenland": `
        greennet.gl kallnet.fo olivant.fo`,
    Norway: `
        adsl.no altibox.net altibox.no altiboxmail.no bbnett.no bkkfiber.no bluezone.no broadpark.no c2i.net dalanett.no
        ebnett.no eidsiva.net enivest.net epost.no fiberpost.no fjordane.net frisurf.com frisurf.no getmail.no haugnett.no
        hesbynett.no loqal.no losmail.net losmail.no lyse.net mail.no mimer.no monet.no monsternett.no nextgentel.com nktv.no
        ntebb.no online.no powertech.no sensewave.com sf-nett.no signalbredband.no smartcall.no spray.no start.no tafjord.net
        telenor.no trollnet.no varangernett.no vikenfiber.no`,
    Sweden: `
        algonet.se allt2.se alltele.com alltele.net bahnhof.se bip.net boremail.com bornet.net bostream.com bostream.nu
        bredband.net bredband2.com bredband2.se bredbandsbolaget.se brevet.nu brevet.se brikks.com comhem.se crossnet.se ektv.nu
        everyday.com freebox.se gavlenet.se glocalnet.net gotanet.com gotanet.se home.se junet.se mail.se mailme.se minmail.nu
        msn.se netatonce.net ownit.nu ownit.se passagen.se perspektivbredband.net perspektivbredband.se riksnet.se rixtele.com
        spray.se svenskmail.se sverige.nu swip.net swipnet.se sydnet.net telebolaget.se telenor.com.se telenordia.se telia.com
        tjohoo.se tninet.se utfors.se wasadata.com wineasy.se`,
    Finland: `
        aina.net aland.net anvianet.fi dlc.fi dnainternet.fi dnainternet.net dnaoy.fi elisa.fi elisanet.fi inet.fi japonet.fi
        jippii.fi kaisanet.fi kase.fi koti.soon.fi kotikone.fi kotiportti.fi kotiposti.net kymp.net lnet.fi lounea.fi luukku.com
        luukku.fi luukkusi.fi mail.fi mbnet.fi multi.fi netikka.fi netti.fi nettilinja.fi nettipaja.fi nic.fi phnet.fi pp.htv.fi
        riihi.fi saunalahti.fi sci.fi sgic.fi sunpoint.net suomi.net suomi24.fi surfeu.fi surffi.fi surffi.net tnnet.fi tpo.fi
        welho.com wippies.com wippies.fi xnetti.fi`,
    Iceland: `
        centrum.is emax.is heimsnet.is hive.is hringidan.is internet.is isholf.is isl.is islandia.is mi.is mmedia.is simnet.is
        snerpa.is strik.is talnet.is torg.is visir.is vortex.is`,
    Poland: `
        10g.pl 1gb.pl amorki.pl aster.net.pl aster.pl astercity.net autocom.pl autograf.pl bee.pl buziaczek.pl czateria.pl
        dialog.net.pl e-mail.pl epoczta.pl eranet.pl gazeta.pl gery.pl go2.pl hoga.pl idea.net.pl inetia.pl int.pl interia.com
        interia.eu interia.pl intmail.pl iv.pl kki.net.pl konto.pl mnc.pl multimo.pl naszapoczta.pl neostrada.pl netia.pl
        ogarnij.se onet.com.pl onet.eu onet.pl op.pl opoczta.pl pisz.to plusnet.pl poczta.fm poczta.pl polbox.com polbox.pl
        post.pl prokonto.pl republika.pl serwus.pl spoko.pl tenbit.pl tlen.pl toya.net.pl twojapoczta.pl upcpoczta.pl
        vectranet.pl vp.pl wirtualnapolska.pl wp.pl`,
    Czechia: `
        atlas.cz centrum.cz cmail.cz contactel.cz email.com.cz email.cz inmail.cz iol.cz klikni.cz mujmail.cz mybox.cz
        netbox.cz nextra.cz o2active.cz pobox.cz post.cz quick.cz raz-dva.cz razdva.cz razdvatri.cz redbox.cz seky.nahory.net
        seznam.cz smartnet.cz spoluzaci.cz tlapnet.cz unet.cz upcmail.cz vodafonemail.cz volny.cz wo.cz worldonline.cz`,
    Slovakia: `
        atlas.sk azet.sk centrum.sk changenet.sk email.sk inmail.sk max.sk nextra.sk orangemail.sk orangenet.sk pokec.sk post.sk
        slovanet.sk stonline.sk szm.sk t-com.sk upcmail.sk zmail.sk zoznam.sk`,
    Hungary: `
        axelero.hu citromail.hu datanet.hu digikabel.hu dravanet.hu dunaweb.hu email.hu emitel.hu emitelnet.hu enternet.hu
        euromail.hu externet.hu fibermail.hu fibernet.hu hdsnet.hu indamail.hu interware.hu invitel.hu kvnet.hu lajt.hu
        mailbox.hu mailpoint.hu mailpont.hu matavnet.hu monornet.hu pannonmail.hu postafiok.hu pr.hu startadsl.hu stopi.hu
        t-email.hu t-online.hu tolna.net tvn.hu tvnetwork.hu upcmail.hu vidanet.hu vipmail.hu vivamail.hu vnet.hu`,
    Slovenia: `
        amis.net email.si guest.arnes.si kabelnet.net mail386.com s5.net sgn.net siol.com siol.net t-1.si t-2.net telemach.net
        telesat.si triera.net volja.net`,
    Croatia: `
        amis.hr bnet.hr email.ht.hr globalnet.hr h1.hr hi.ht.hr htnet.hr inet.hr iskon.hr ka.ht.hr magic-net.hr mail.hr net.hr
        net4u.hr optinet.hr t-com.hr vip.hr vodatel.hr vodatel.net xnet.hr`,
    "Bosnia and Herzegovina": `
        bih.net.ba blic.net cob.net.ba elta-kabel.com email.ba haoss.net hteronet.ba inecco.net lol.ba lsinter.net mail.ba
        miral.ba smartnet.ba spinter.net tel.net.ba teol.net`,
    Serbia: `
        absolutok.net beotel.net bitsyu.net drenik.net eunet.rs hemo.net ikomline.net infosky.net krstarica.com krstarica.rs
        madnet.rs medianis.net mts.rs nadlanu.com neobee.net ninet.rs nspoint.net open.telekom.rs panet.rs ptt.rs pttnet.rs
        sbb.rs sezampro.rs sksyu.net stcable.net tehnicom.net telenormail.rs tippnet.co.rs tippnet.rs verat.net yubc.net
        yunord.net`,
    "Montenegro, North Macedonia, Albania, Kosovo": `
        abcom.al abissnet.al abissnet.com.al albaniaonline.net albmail.com blizoo.mk cabletel.net.mk crnagora.net
        freemail.com.mk freemail.org.mk icc-al.org ipko.net kujtesa.com kujtesa.net live.com.mk m-kabl.me mail.com.me mail.me.mk
        mail.net.mk mol.com.mk mt.net.mk mtel.me neotel.mk neotel.net.mk on.net.mk osi.net.mk primo.al ptkonline.com
        sonet.com.mk t-com.me t-home.mk telekabel.com.mk telekabel.net.mk ultra.com.mk ultranet.com.mk unet.com.mk yahoo.com.mk`,
    Bulgaria: `
        abv.bg abv.com.bg avala.bg bitex.bg bol.bg btc-net.bg bulmail.com bulmail.net contact.bg data.bg digsys.bg dir.bg
        einet.bg email.bg escom.bg evrocom.net fre.bg gbg.bg goldmail.bg gyuvetch.bg inbox.bg infotel.bg lycos.bg mtel.net
        netbg.com netissat.bg networx-bg.com nsys.bg online.bg optilinkbg.com orbitel.bg prolink.bg spacenet.bg spnet.bg
        spnet.net techno-link.com usa.bg vipmail.bg`,
    Romania: `
        acasa.ro apropo.ro artelecom.net as.ro astral.ro clicknet.ro cmail.ro digimail.ro dntcj.ro email.ro evomail.ro
        fastwebmail.ro fx.ro home.ro ines.ro intergates.ro k.ro kappa.ro logicnet.ro mail.com.ro mail.ro mailbox.ro mymail.ro
        pcnet.ro post.ro rdsbv.ro rdsbz.ro rdscj.ro rdsct.ro rdscv.ro rdsgl.ro rdslink.ro rdsmail.ro rdspt.ro rdstm.ro rol.ro
        sprintnet.ro upcmail.ro upcnet.ro xnet.ro zapp.ro zappmobile.ro`,
    Moldova: `
        arax.md ch.moldpac.md dnt.md mail.md mdl.net moldnet.md moldova.md mtc.md starmail.md`,
    Greece: `
        acn.gr compulink.gr cosmoline.gr cosmotemail.gr cyta.gr e-mail.gr fastmail.gr flash.gr flash.net.gr forthnet.gr
        freenet.gr hellasnet.gr hol.gr in.gr internet.gr lycos.gr mailbox.gr mycosmos.gr netone.gr nyx.gr ontelecoms.gr
        otenet.gr panafonet.gr pathfinder.gr teledomenet.gr tellas.gr vivodi.gr vivodinet.gr vodafonecu.gr windmail.gr
        windtools.gr`,
    Turkey: `
        anet.net.tr doruk.net.tr e-kolay.net ekolay.net isbank.net.tr ixir.com kablonet.com.tr kablonet.net millenicom.com
        mynet.com mynet.com.tr netone.com.tr raksnet.com.tr smileadsl.com superonline.com superonline.net superposta.com tnn.net
        tr.net ttmail.com ttnet.net.tr turk.net turknet.net.tr turktelekom.net.tr uyduturk.net veezy.com yaani.com yaanimail.com`,
    "Georgia, Armenia, Azerbaijan": `
        access.sanet.ge arminco.com azdata.net azerin.com azeronline.com azeurotel.com aztelekom.net bakinter.net box.az
        caucasus.net freenet.am geo.net.ge gol.ge intrans.az mail.am mail.az mail.ge mymail.az netsys.am posta.ge wanex.net
        web.am xter.net`,
    Estonia: `
        delfi.ee elion.ee estpak.ee hot.ee infonet.ee kodu.ee mail.ee neti.ee online.ee smail.ee solo.ee starman.ee suhtlus.ee
        tele2.ee trenet.ee uninet.ee`,
    Latvia: `
        apollo.lv baltcom.lv baltcom.net balticom.lv bkc.lv delfi.lv e-apollo.lv izzi.lv latnet.lv lattelekom.lv mail.lv
        mailbox.riga.lv mits.lv navigator.lv navigators.lv neolain.lv one.lv parks.lv tele2.lv tvnet.lv`,
    Lithuania: `
        5ci.lt balt.net balticum-tv.lt centras.lt cgates.lt delfi.lt email.lt init.lt kava.lt kli.lt mail.lt mailbox.lt
        mikrovisata.net omni.lt omnitel.net one.lt penki.lt splius.lt takas.lt tele2.lt zebra.lt`,
    Belarus: `
        anitex.by belpak.by byfly.by mail.by nsys.by open.by tut.by`,
    Ukraine: `
        3g.ua a-teleport.com bigmir.net bk.ua dipt.donetsk.ua dnipro.net dynamo.kiev.ua email.ua farlep.net fm.com.ua
        freemail.ua freenet.com.ua gala.net i.com.ua i.kiev.ua i.ua inbox.ua kharkov.com kyivstar.net list.ua lviv.net
        mail.lviv.ua mail.od.ua mail.ua meta.ua online.ua optima.com.ua sovamua.com svitonline.com triolan.net ua-mail.com ua.fm
        ua.net uaclub.net ukr.net ukrpost.net ukrpost.ua ukrtel.net utel.net.ua vinnitsa.com volia.com volia.net voliacable.com
        webber.net.ua`,
    Russia: `
        aaanet.ru aeterna.ru akado.ru automail.ru autorambler.ru bashnet.ru bk.ru boom.ru bossmail.ru boymail.ru chat.ru
        cityline.ru cmail.ru comcor-tv.ru corbina.ru ctinet.ru e-mail.ru e1.ru email.ru eml.ru emlhub.ru freemail.ru fromru.com
        front.ru girlmail.ru hotbox.ru hotmail.su internet.ru km.ru krovatka.su kubannet.ru land.ru list.ru mail.primorye.ru
        mail.ru mailbox.ru mailboxer.ru mailserver.ru mtu-net.ru mymail.ru myrambler.ru narod.ru newmail.ru ngs.ru ngs24.ru
        nightmail.ru nm.ru onlime.ru online.ru orc.ru permonline.ru pisem.net pochta.com pochta.ru pochta.ws pochtamt.ru pop3.ru
        ptl.ru qip.ru quickmail.ru r0.ru rbcmail.ru relcom.ru ro.ru rtural.ru sampo.ru sibmail.com sibmail.ru sibnet.ru sinor.ru
        smail.ru smtp.ru sotis.ru sportmail.ru sura.ru thismail.ru tochka.ru tomline.ru tomsk.net tomskmail.ru tomsknet.ru
        tula.net tut.ru udm.net udmnet.ru ufacom.ru ufamail.ru vk.com vmail.ru vtomske.ru webmail.ru xmail.ru ya.ru
        yartelecom.ru zebra.ru`,
};
