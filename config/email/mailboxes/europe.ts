/** Mailboxes of Europe, Turkey and the Caucasus: by mail providers, and by telephone and cable companies for their customers. */
export const europe: Readonly<Record<string, string>> = {
    Germany: `
        1und1.de abwesend.de action.ms addcom.de aikq.de alice-dsl.de alice-dsl.net alpenjodel.de arcor.de arcor.net
        blindzeln.de blindzeln.org cityweb.de clever.ms cool.ms debitel.net detail-mail.de deutschland.ms directbox.com
        directbox.de dokom.net e-mail.de eclipso.at eclipso.be eclipso.ch eclipso.de eclipso.email eclipso.es eclipso.eu
        eclipso.fr eclipso.it eclipso.nl eclipso.us email.de epost.de ewetel.net firemail.at firemail.de firemail.eu flirt.ms
        freemail.de freenet.de freenetmail.de fussball.ms gemtar.com genial.ms genion.de gmx-ist-cool.de gmx-topmail.de
        hallo.ms hanse.net htp-tel.de hushmail.de ich.ms imail.de in-berlin.de ish.de ist-genialer.de joker.ms jpberlin.de
        kabelbw.de kabelmail.de kabelmail.net kamp-dsl.de kanzler.ms kontent.com kuss.ms love.ms magenta.de magic.ms mail.de
        mnet-mail.de mnet-online.de nc-online.de netcologne.de nexgo.de nikocity.de nord-com.net nurfuerspam.de o2mail.de
        o2online.de ok.de okay.ms online-home.de online.de online.ms onlinehome.de osnanet.de party.ms planet.ms pop.ms
        power.ms primacom.net quantentunnel.de rft-online.net secure-mail.biz singles.ms smart-mail.de smart.ms smartsurfer.de
        sms.at snafu.de stars.ms surfeu.at swbmail.de t-online.de techno.ms teleos-web.de tiscalinet.de topmail.de
        unity-mail.de unitybox.de versanet.de vodafonemail.de vr-web.de web.de wichtig.ms wilhelm-tel.de wolke7.net wtnet.de`,
    Austria: `
        a1.net ainet.at aon.at austro.net drei.at eunet.at inode.at kabsi.at lion.cc liwest.at salzburg-online.at upcmail.at
        utanet.at`,
    Switzerland: `
        besonet.ch bluemail.ch bluewin.ch datacomm.ch dplanet.ch econophone.ch freesurf.ch ggaweb.ch green.ch hispeed.ch
        improware.ch mail.ch mysunrise.ch netplus.ch pop.agri.ch quickline.ch sunrise.ch swissmail.org swissonline.ch tbwil.ch
        tele2.ch thurweb.ch upcmail.ch urbanet.ch vtx.ch vtxmail.ch vtxnet.ch`,
    Liechtenstein: `
        adon.li powersurf.li supra.net`,
    France: `
        9online.fr alice.fr aliceadsl.fr alicemail.fr aquadoo.fr bbox.fr bboxmail.fr calixo.net cario.fr cegetel.fr
        cegetel.net chez.com club-internet.fr dartybox.com dbmail.com estvideo.fr francite.com free.fr freesbee.fr freesurf.fr
        ifrance.com infonie.fr izi-net.fr knet.fr laposte.net libertysurf.fr m6net.fr mageos.com mail.fr mailoo.org meloo.com
        multimania.com net-c.com net-c.fr netc.eu netc.fr netc.it netc.lu netc.pl netcmail.com netcourrier.com neuf.fr
        neufbox.fr newmanity.com noos.fr nordnet.fr numericable.fr oreka.fr pacwan.net sfr.fr sfr.net telecomplet.fr
        vialis.net voila.fr vosmail.fr wibox.fr worldonline.fr`,
    "Monaco and French islands": `
        canl.nc izi.re lagoon.nc libello.com mail.pf mediaserv.net monaco.mc offratel.nc ool.fr wanadoo.nc zeop.re`,
    Belgium: `
        advalvas.be belgacom.net brutele.be coditel.net easynet.be edpnet.be euphonynet.be freebel.net infonie.be mail.be
        numericable.be pandora.be planetinternet.be proximus.be scarlet.be skynet.be swing.be teledisnet.be telenet.be
        tiscalinet.be tvcablenet.be versateladsl.be voo.be worldonline.be`,
    Luxembourg: `
        email.lu internet.lu pt.lu`,
    Netherlands: `
        12move.nl caiway.net caiway.nl casema.nl cybercomm.nl dds.nl delta-n.nl edpnet.nl euronet.nl filternet.nl freedom.nl
        freeler.nl freemail.nl hccnet.nl hetnet.nl home.nl iae.nl kabelfoon.net kabelfoon.nl kliksafe.nl knid.nl kpnadsl.nl
        kpnmail.nl kpnplanet.nl landmail.nl mail.nl multikabel.nl multiweb.nl online.nl onsmail.nl pin-mail.nl planet.nl
        quicknet.nl scarlet.nl solcon.nl speedlinq.nl speedxs.nl telfort.nl tiscalimail.nl tomaatnet.nl upcmail.nl versatel.nl
        vodafonethuis.nl vodafonevast.nl wishmail.net worldonline.nl wxs.nl xmsnet.nl xs4all.nl zeelandnet.nl zeggis.nl
        ziggo.nl zonnet.nl`,
    "United Kingdom": `
        blueyonder.co.uk breathe.com btbroadband.com btclick.com btconnect.com btinternet.com btopenworld.com bulldoghome.com
        cableinet.co.uk cix.co.uk cix.compulink.co.uk clara.co.uk clara.net classicfm.net compuserve.co.uk currantbun.com
        cwcom.net cwctv.net dial.pipex.com dsl.pipex.com easynet.co.uk eclipse.co.uk eebroadband.co.uk enterprise.net
        f2s.co.uk f2s.com force9.co.uk force9.net freeserve.co.uk freeuk.net freezone.co.uk fsbusiness.co.uk fslife.co.uk
        fsmail.net fsnet.co.uk fsworld.co.uk globalnet.co.uk greenbee.net homecall.co.uk ic24.net karoo.co.uk lineone.co.uk
        lineone.net madasafish.com manx.net netscapeonline.co.uk nildram.co.uk ntlworld.com o2broadband.co.uk onetel.com
        onetel.net.uk onyxnet.co.uk orange.net orangehome.co.uk plus.com plus.net plusnet.com screaming.net sky.com
        talktalk.co.uk talktalk.net tesco.net tinyonline.co.uk tinyworld.co.uk totalise.co.uk toucansurf.com uk2.net
        ukgateway.net ukonline.co.uk utvinternet.com utvinternet.ie uwclub.net virgin.net virginmedia.com vodafoneemail.co.uk
        wightcable.com zen.co.uk`,
    Ireland: `
        clubi.ie eir.ie eircom.net eirpost.ie esatclear.ie imaginenet.ie indigo.ie iol.ie iolfree.ie irishbroadband.net o2.ie
        oceanfree.net permanet.ie tinet.ie unison.ie upcmail.ie`,
    "Channel islands, Gibraltar, Malta, Cyprus": `
        cablenet.com.cy cwgsy.net cytanet.com.cy gibnet.gi gibnynex.gi gibtelecom.net go.net.mt guernsey.net jerseymail.co.uk
        jtglobalmail.com keyworld.net logos.cy.net maltanet.net melitamail.com onvol.net primehome.com sapphire.gi
        spidernet.com.cy vol.net.mt waldonet.net.mt`,
    Spain: `
        andornet.ad arrakis.es correoweb.com ctv.es eresmas.com eresmas.net euskalnet.net euskaltel.net gmail.es iespana.es
        inicia.es jazzfree.com jazztel.es latinmail.com madritel.es menta.net mixmail.com movistar.es mundo-r.com
        navegalia.com nodo50.org ociototal.com ono.com ozu.es pangea.org recol.es retemail.es telecable.es telefonica.net
        teleline.es telepolis.com worldonline.es ya.com`,
    Portugal: `
        aeiou.pt bragatel.pt clix.pt iol.pt kanguru.pt mail.pt megamail.pt netcabo.pt netmadeira.com netvisao.pt oninet.pt
        portugalmail.com portugalmail.pt telepac.pt zonmail.pt`,
    Italy: `
        3mail.it acantho.net alice.it aliceposta.it blu.it brennercom.net ciaoweb.it clubnet.it dadanet.it dnet.it email.it
        eolomail.it fastwebmail.it fastwebnet.it giallo.it gmail.it infostrada.it interfree.it inwind.it iol.it jumpy.it
        kataweb.it libero.it mclink.it micso.net nettuno.it postaweb.it quipo.it rossoalice.it simail.it superdada.it
        supereva.it teletu.it tim.it tin.it tiscalinet.it tivoli.it virgilio.it vizzavi.it wooow.it`,
    "San Marino and Vatican": `
        alltelecom.sm omniway.sm`,
    Denmark: `
        adr.dk adslhome.dk altiboxmail.dk bbnet.dk bbsyd.dk city.dk comxnet.dk cybercity.dk dbmail.dk dlgmail.dk dlgtele.dk
        dsa-net.dk dukamail.dk email.dk energimail.dk esenet.dk fasttvnet.dk fibermail.dk fiberpost.dk firma.tele.dk
        get2net.dk gvdnet.dk inet.uni2.dk jubii.dk jubiichat.dk jubiiconnect.dk jubiigames.dk jubiipost.dk jubiipostadresse.dk
        ka-net.dk kabelmail.dk kabelnettet.dk mail-online.dk mail.dk mail.tele.dk mailme.dk mobilixnet.dk mvbnet.dk nal-net.dk
        ofir.dk ofirmail.dk oncable.dk parknet.dk post.tele.dk post1.tele.dk postkasse.net privat.dk privat.tele.dk
        profibermail.dk sol.dk stofanet.dk tdcadsl.dk tdcmail.dk tdcspace.dk tele2.dk tele2adsl.dk telenor.dk wanadoo.dk
        waoomail.dk webspeed.dk worldonline.dk youmail.dk`,
    "Faroes and Greenland": `
        greennet.gl kallnet.fo olivant.fo`,
    Norway: `
        adsl.no altiboxmail.no bbnett.no bkkfiber.no bluezone.no broadpark.no c2i.net dalanett.no ebnett.no eidsiva.net
        enivest.net epost.no fiberpost.no fjordane.net frisurf.com frisurf.no getmail.no haugnett.no hesbynett.no loqal.no
        losmail.net losmail.no lyse.net mail.no mimer.no monet.no monsternett.no nextgentel.com nktv.no ntebb.no online.no
        powertech.no sensewave.com sf-nett.no signalbredband.no smartcall.no spray.no start.no tafjord.net telenor.no
        trollnet.no varangernett.no vikenfiber.no`,
    Sweden: `
        algonet.se allt2.se bahnhof.se bip.net boremail.com bornet.net bostream.com bredband.net bredband2.com bredband2.se
        brevet.nu comhem.se ektv.nu everyday.com freebox.se gavlenet.se glocalnet.net gotanet.com gotanet.se home.se junet.se
        mail.se mailme.se msn.se netatonce.net ownit.nu ownit.se passagen.se perspektivbredband.se rixtele.com spray.se
        svenskmail.se swip.net swipnet.se sydnet.net telebolaget.se telenor.com.se telenordia.se telia.com tjohoo.se tninet.se
        utfors.se wasadata.com wineasy.se`,
    Finland: `
        aina.net aland.net anvianet.fi dlc.fi dnainternet.net elisa.fi elisanet.fi inet.fi japonet.fi jippii.fi kaisanet.fi
        koti.soon.fi kotiposti.net kymp.net luukku.com luukku.fi luukkusi.fi mail.fi mbnet.fi multi.fi netikka.fi netti.fi
        nettilinja.fi nettipaja.fi nic.fi phnet.fi pp.htv.fi riihi.fi saunalahti.fi sci.fi sgic.fi sunpoint.net suomi24.fi
        surffi.fi surffi.net tnnet.fi tpo.fi welho.com wippies.com wippies.fi xnetti.fi`,
    Iceland: `
        centrum.is heimsnet.is hive.is internet.is isholf.is islandia.is mi.is simnet.is snerpa.is visir.is vortex.is`,
    Poland: `
        10g.pl amorki.pl aster.net.pl autocom.pl autograf.pl buziaczek.pl czateria.pl dialog.net.pl e-mail.pl eranet.pl
        gazeta.pl go2.pl inetia.pl int.pl interia.com interia.eu interia.pl iv.pl kki.net.pl konto.pl multimo.pl
        naszapoczta.pl neostrada.pl netia.pl ogarnij.se onet.com.pl onet.eu onet.pl op.pl opoczta.pl pisz.to poczta.fm
        poczta.pl polbox.com polbox.pl prokonto.pl republika.pl serwus.pl spoko.pl tenbit.pl tlen.pl toya.net.pl
        twojapoczta.pl upcpoczta.pl vp.pl wp.pl`,
    Czechia: `
        atlas.cz centrum.cz contactel.cz email.cz iol.cz o2active.cz pobox.cz post.cz quick.cz raz-dva.cz razdva.cz redbox.cz
        seky.nahory.net seznam.cz spoluzaci.cz tlapnet.cz upcmail.cz volny.cz worldonline.cz`,
    Slovakia: `
        atlas.sk azet.sk centrum.sk email.sk inmail.sk nextra.sk orangemail.sk pokec.sk post.sk slovanet.sk stonline.sk szm.sk
        t-com.sk upcmail.sk zoznam.sk`,
    Hungary: `
        axelero.hu citromail.hu digikabel.hu dravanet.hu emitelnet.hu enternet.hu euromail.hu externet.hu fibernet.hu
        hdsnet.hu indamail.hu interware.hu invitel.hu kvnet.hu lajt.hu mail.datanet.hu mailbox.hu mailpont.hu matavnet.hu
        pannonmail.hu startadsl.hu stopi.hu t-email.hu t-online.hu tolna.net tvnetwork.hu upcmail.hu vidanet.hu vipmail.hu
        vnet.hu`,
    Slovenia: `
        amis.net email.si guest.arnes.si kabelnet.net mail386.com s5.net siol.net t-2.net telemach.net triera.net volja.net`,
    Croatia: `
        amis.hr bnet.hr email.ht.hr globalnet.hr h1.hr hi.ht.hr htnet.hr inet.hr ka.ht.hr magic-net.hr net.hr optinet.hr
        t-com.hr vip.hr vodatel.net xnet.hr`,
    "Bosnia and Herzegovina": `
        bih.net.ba blic.net cob.net.ba elta-kabel.com email.ba haoss.net inecco.net lol.ba mail.ba miral.ba smartnet.ba
        spinter.net tel.net.ba teol.net`,
    Serbia: `
        absolutok.net beotel.net bitsyu.net drenik.net eunet.rs hemo.net ikomline.net infosky.net krstarica.com krstarica.rs
        madnet.rs medianis.net mts.rs nadlanu.com neobee.net ninet.rs nspoint.net open.telekom.rs panet.rs ptt.rs pttnet.rs
        sbb.rs sezampro.rs sksyu.net stcable.net tehnicom.net tippnet.co.rs tippnet.rs verat.net yubc.net yunord.net`,
    "Montenegro, North Macedonia, Albania, Kosovo": `
        abcom.al abissnet.al abissnet.com.al albaniaonline.net albmail.com blizoo.mk cabletel.net.mk crnagora.net
        freemail.com.mk freemail.org.mk icc-al.org ipko.net kujtesa.com kujtesa.net live.com.mk m-kabl.me mail.com.me
        mail.me.mk mail.net.mk mol.com.mk mt.net.mk mtel.me neotel.net.mk on.net.mk osi.net.mk primo.al ptkonline.com
        sonet.com.mk t-com.me t-home.mk telekabel.com.mk telekabel.net.mk ultra.com.mk ultranet.com.mk unet.com.mk
        yahoo.com.mk`,
    Bulgaria: `
        abv.bg abv.com.bg bitex.bg bol.bg btc-net.bg bulmail.net contact.bg data.bg digsys.bg dir.bg einet.bg email.bg
        evrocom.net fre.bg gbg.bg goldmail.bg gyuvetch.bg infotel.bg mail.escom.bg mtel.net netbg.com netissat.bg
        networx-bg.com nsys.bg online.bg orbitel.bg prolink.bg spacenet.bg spnet.bg spnet.net techno-link.com usa.bg
        vipmail.bg`,
    Romania: `
        apropo.ro artelecom.net as.ro astral.ro clicknet.ro cmail.ro digimail.ro dntcj.ro email.ro evomail.ro fastwebmail.ro
        fx.ro home.ro ines.ro intergates.ro k.ro kappa.ro logicnet.ro mail.com.ro mail.ro mailbox.ro mymail.ro pcnet.ro
        post.ro rdsbv.ro rdsbz.ro rdscj.ro rdsct.ro rdscv.ro rdsgl.ro rdslink.ro rdsmail.ro rdspt.ro rdstm.ro rol.ro
        sprintnet.ro upcmail.ro upcnet.ro xnet.ro zapp.ro zappmobile.ro`,
    Moldova: `
        arax.md ch.moldpac.md mail.md mdl.net moldova.md mtc.md starmail.md`,
    Greece: `
        acn.gr compulink.gr cosmoline.gr cosmotemail.gr cyta.gr e-mail.gr flash.gr forthnet.gr freenet.gr hellasnet.gr hol.gr
        in.gr lycos.gr mailbox.gr mycosmos.gr netone.gr ontelecoms.gr otenet.gr panafonet.gr pathfinder.gr teledomenet.gr
        tellas.gr vivodi.gr vivodinet.gr vodafonecu.gr windmail.gr windtools.gr`,
    Turkey: `
        anet.net.tr doruk.net.tr e-kolay.net ekolay.net ixir.com kablonet.net millenicom.com mynet.com netone.com.tr
        superonline.com superonline.net superposta.com tnn.net ttmail.com ttnet.net.tr turk.net turktelekom.net.tr
        yaanimail.com`,
    "Georgia, Armenia, Azerbaijan": `
        access.sanet.ge arminco.com azdata.net azeronline.com azeurotel.com aztelekom.net bakinter.net box.az caucasus.net
        freenet.am intrans.az mail.am mail.az mail.ge mymail.az netsys.am posta.ge xter.net`,
    Estonia: `
        delfi.ee estpak.ee hot.ee infonet.ee mail.ee neti.ee online.ee smail.ee starman.ee suhtlus.ee tele2.ee trenet.ee
        uninet.ee`,
    Latvia: `
        apollo.lv baltcom.lv baltcom.net balticom.lv bkc.lv delfi.lv e-apollo.lv izzi.lv lanet.lv latnet.lv mail.lv
        mailbox.riga.lv navigator.lv navigators.lv neolain.lv one.lv parks.lv tele2.lv tvnet.lv`,
    Lithuania: `
        balt.net balticum-tv.lt centras.lt delfi.lt kava.lt kli.lt mail.lt mailbox.lt mikrovisata.net omni.lt one.lt penki.lt
        post.omnitel.net splius.lt takas.lt tele2.lt zebra.lt`,
    Belarus: `
        anitex.by byfly.by mail.belpak.by mail.by open.by tut.by`,
    Ukraine: `
        3g.ua a-teleport.com bigmir.net bk.ua dipt.donetsk.ua dnipro.net dynamo.kiev.ua email.ua farlep.net freemail.ua
        freenet.com.ua i.kiev.ua i.ua inbox.ua kharkov.com kyivstar.net list.ua lviv.net mail.lviv.ua mail.od.ua mail.ua
        meta.ua online.ua sovamua.com svitonline.com triolan.net ua-mail.com ua.fm ua.net uaclub.net ukr.net ukrpost.net
        ukrpost.ua ukrtel.net utel.net.ua vinnitsa.com volia.com volia.net voliacable.com webber.net.ua`,
    Russia: `
        aaanet.ru aeterna.ru akado.ru autorambler.ru bashnet.ru bk.ru chat.ru comcor-tv.ru corbina.ru ctinet.ru e-mail.ru
        e1.ru email.ru eml.ru emlhub.ru freemail.ru fromru.com front.ru hotbox.ru hotmail.su internet.ru km.ru krovatka.su
        land.ru list.ru mail.primorye.ru mail.ru mailbox.ru mtu-net.ru mymail.ru myrambler.ru narod.ru newmail.ru ngs.ru
        ngs24.ru nightmail.ru nm.ru onlime.ru online.ru permonline.ru pisem.net pochta.com pochta.ru pochtamt.ru pop3.ru
        ptl.ru qip.ru r0.ru rbcmail.ru relcom.ru ro.ru rtural.ru sibmail.com sibmail.ru sibnet.ru smail.ru smtp.ru sotis.ru
        sura.ru tomsk.net tomskmail.ru tomsknet.ru tula.net udm.net ufacom.ru ufamail.ru vk.com vtomske.ru xmail.ru ya.ru`,
};
