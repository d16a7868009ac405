/** Mailboxes of Africa, Australia and the Pacific: by mail providers, and by telephone and cable companies for their customers. */
export const africaAndOceania: Readonly<Record<string, string>> = {
    "Morocco, Algeria, Tunisia, Libya, Mauritania": `
        3s.com.tn algeriamail.com assila.net caramail.dz caramail.ma casanet.net.ma djaweb.dz eepad.dz el-hana.dz elan.net.ma
        email.ati.tn fawri.dz gecos.net globalnet.com.tn globalnet.tn gnet.tn hexabyte.tn iam.net.ma laposte.tn libya.net
        ltt.ly ltt.net lttnet.net maghrebnet.net.ma mail.dz mail.ma marocmail.ma mauritel.mr menara.ma mtds.com planet.tn
        topnet.tn toptechnology.mr tunet.tn wanadoo.net.ma wissal.com.dz wissal.dz`,
    "Egypt, Sudan": `
        egyptnetwork.com egyptonline.com gega.net ie-eg.com internetegypt.com link.net masrawy.com menanet.net nile-online.com
        rusys.eg.net soficom.com.eg starnet.com.eg sudanet.net sudani.sd sudanmail.com sudanmail.net sudatel.net.sd tedata.net
        tedata.net.eg wayout.net yalla.com`,
    "Senegal, Ivory Coast and West Africa": `
        afnet.net afribone.net.ml africaonline.co.ci arc.sn assala.com assala.net aviso.ci biasy.net bibway.com
        buroticservices.net.ml cabonet.cv cafe.tg camnet.cm camtel.net cefib.com cenatrin.bf creolink.net cstome.net
        cvtelecom.cv cyg.sn datatech.toolnet.org douala1.com eguitel.com eti-bull.net fasonet.bf firstnet.bj gabontelecom.ga
        gamcel.gm gamnet.gm gamtel.gm ganet.gm globeaccess.net iccnet.cm ids.tg ikatelnet.net inet.ga internetgabon.com
        intnet.bj intnet.cf intnet.mr intnet.ne intnet.td leland.bj liptinfor.bf malinet.ml metissacana.sn mirinet.net.gn
        netafrique.com netcom.tg onatel.bf orange.ci orange.ml orange.sn orangemali.net qanet.gm sentoo.sn serhau.bj
        sierratel.sl sonitel.ne sotelgui.net.gn sotelma.ml spider.toolnet.org telecomplus.sn tiggabon.com togo-imet.com
        togotel.net.tg wagne.net`,
    "Nigeria, Ghana, Liberia": `
        21ctl.com 4u.com.gh africaonline.com.gh cyberspace.net.ng emailnaija.com gacom.net ghana.com ghanatel.com.gh hyperia.com
        idngh.com ighmail.com infoweb.abs.net infoweb.com.ng internetghana.com linkserve.com linkserve.com.ng micro.com.ng
        naij.com naijamail.com ncs.com.gh nigeria.com nigol.net.ng skannet.com swifttalk.net
        vodafone.com.gh zipnet.com.gh zipnet.net`,
    "Kenya, Tanzania, Uganda and East Africa": `
        accesskenya.com africaonline.co.ke africaonline.co.tz africaonline.co.ug arcc.or.ke bol.co.tz cats-net.com catsnet.com
        cbinf.com cybernet.co.tz eol.com.er ethionet.et form-net.com freemail.et gemel.com.er globalsom.com habari.co.tz
        iconnect.co.ke imul.com infocom.co.ug insightkenya.com intafrica.com intnet.dj jambo.co.ke jambomail.com kenyamail.com
        kenyaonline.com kenyaweb.com kicheko.com lamiwireless.bi mail.co.ke mitsuminet.com nbnet.co.ke net2000ke.com onatel.bi
        one2net.co.ug raha.com rwanda1.com rwandatel.rw simbanet.net skyweb.co.ke spacenet.co.ug starcom.co.ug swiftkenya.com
        swiftmombasa.com swiftuganda.com telecom.net.et todays.co.ke tse.com.er ttcl.co.tz twiga.com ud.co.tz usan-bu.net
        utlonline.co.ug wananchi.com zanlink.com zanzinet.com zitec.org`,
    "Southern Africa": `
        702mail.co.za absamail.co.za adelfang.co.ls afol.com.na africa-online.net africa.com africaonline.co.sz
        africaonline.co.zm africaonline.co.zw africaonline.com.na afrihost.co.za angolamail.com axxess.co.za botsnet.bw
        broadbandmw.com btcmail.co.bw bundunet.com comone.co.zw coppernet.zm cybersmart.co.za ebonet.net ecoweb.co.zw
        emilmoz.com eomw.net executivemail.co.za freemail.absa.co.za gds.co.za global.bw global.co.za globemw.net hixnet.co.za
        iafrica.com iafrica.com.na iafrica.sz ic.cd icon.co.za icon.co.zw iconnect.zm ilesotho.com imaginet.co.za info.bw
        intekom.co.za intra.co.mz isat.co.za isl.co.mz it.bw iway.na iwayafrica.co.zm iwayafrica.com lantic.net leo.co.ls
        lesoff.co.za mailbox.co.za malawi.net mega.bw microlink.zm micronet.cd mighty.co.za mjvn.co.za movinet.co.ao
        mtnice.co.za mtnloaded.co.za multitel.co.ao mweb.co.za mweb.co.zw mweb.com.na myconnection.co.za namibnet.com
        nashuaisp.co.za neomail.co.za netactive.co.za netangola.com netcabo.co.ao netralink.com nexus.ao pixie.co.za
        polka.co.za posix.co.sz raga.net realnet.co.sz realtime.zm sai.co.za samara.co.zw saol.co.za sdnp.org.mw skyband.mw
        snet.co.ao snowisp.com supernet.ao swazi.net tdm.co.mz telco.co.zw telconet.co.zw teleco.zw teledata.mz telkomsa.co.za
        telkomsa.net telone.co.zw tiscali.co.za tlmail.co.ls tropical.co.mz tvcabo.co.mz uskonet.com utande.co.zw uudial.zm
        virconn.com vodamail.co.za vodanet.cd voxmail.co.za wbs.co.za wcaccess.co.za webafrica.org.za webmail.co.za
        wispernet.co.za worldonline.co.za xsinet.co.za yebo.co.za yoafrica.com zamnet.zm zamtel.zm zol.co.zw`,
    "Indian Ocean": `
        blueline.mg canalbox.re comorestelecom.km cwseychelles.com dts.mg guetali.fr intelvision.net intnet.mu iris.mg
        kokonet.sc malagasy.com moov.mg myt.mu netclub.mg orange.mg orange.mu orange.re runnet.re seychelles.net seychelles.sc
        simicro.mg snpt.km wanadoo.mg wanadoo.re`,
    Australia: `
        aanet.com.au aapt.net.au acay.com.au activ8.net.au adam.com.au airnet.com.au alphalink.com.au amnet.net.au arach.net.au
        austarmetro.com.au austarnet.com.au bettanet.net.au bigblue.net.au bluep.com bluepin.net.au bordernet.com.au
        brisnet.org.au caloundra.net camtech.net.au chariot.com.au chariot.net.au clubtelco.com comcen.com.au cyberone.com.au
        dialix.com.au dodo.com.au dragnet.com.au ecn.net.au eftel.com.au eftel.net.au esc.net.au exetel.com.au ezweb.com.au
        froggy.com.au gil.com.au grapevine.com.au grapevine.net.au harboursat.com.au highway1.com.au hotkey.net.au
        hunterlink.net.au hypermax.net.au idx.com.au ihug.com.au iimetro.com.au iinet.net.au internode.on.net iprimus.com.au
        ipstarmail.com.au keypoint.com.au melbpc.org.au merlin.net.au midcoast.com.au msn.com.au ncable.com.au ncable.net.au
        netconnect.com.au netspace.net.au netspeed.com.au nex.net.au nor.com.au northnet.com.au omninet.net.au one.net.au
        optushome.com.au optusnet.com.au ozbytes.net.au ozemail.com.au ozonline.com.au pacific.net.au people.net.au
        picknowl.com.au powerup.com.au primus.com.au primusonline.com.au q-net.net.au rivernet.com.au senet.com.au
        skymesh.com.au skymesh.net.au smartchat.net.au soul.com.au southcom.com.au southernphone.com.au spin.net.au
        spintel.com.au start.com.au swiftdsl.com.au tadaust.org.au tassie.net.au tig.com.au tpg.com.au tpgi.com.au
        transact.net.au tsn.cc unwired.com.au upnaway.com velocitynet.com.au veridas.net vicnet.net.au virginbroadband.com.au
        vividwireless.com.au wantree.com.au webone.com.au westnet.com.au wn.com.au zip.com.au`,
    "New Zealand": `
        2day.net.nz actrix.co.nz actrix.gen.nz airnet.net.nz amcom.co.nz bigpipe.co.nz callplus.net.nz clear.net.nz
        compass.net.nz e3.net.nz earthlight.co.nz es.co.nz farmside.co.nz globe.net.nz hyper.net.nz iconz.co.nz igrin.co.nz
        ihug.co.nz infogen.net.nz inspire.net.nz kc.net.nz kinect.co.nz manawatu.net.nz maxnet.co.nz netaccess.co.nz orcon.co.nz
        orcon.net.nz paradise.net.nz pl.net primowireless.co.nz ps.gen.nz quicksilver.net.nz slingshot.co.nz snap.net.nz
        southnet.co.nz ts.co.nz ultra.net.nz value.net.nz vodafone.co.nz vodafone.net.nz wave.co.nz wise.net.nz
        wizwireless.co.nz woosh.co.nz xtra.co.nz zfree.co.nz`,
    Pacific: `
        blueskynet.as candw.to cenpac.net.nr connect.com.fj csl.ws daltron.com.pg datec.net.pg global.net.pg guamcell.net
        ipasifika.net is.com.fj kalianet.to kidanet.com.fj kidanet.net.fj lesamoa.net mail.fm mail.mh mail.vu mls.nc nautile.nc
        niue.nu norfolk.net.nf ntamar.com ntamar.net oceanic.net.fj online.net.pg oyster.net.ck palaunet.com pticom.com
        saipan.com samoa.ws sifi.ws solomon.com.sb tonfon.to tskl.net.ki tuvalu.tv unwired.com.fj vaghi.tv vanuatu.com.vu
        vanuatu.pop.com.vu viti.pf vzpacifica.net wantok.vu`,
};
