/** Mailboxes of the Americas: by mail providers, and by telephone and cable companies for their customers. */
export const americas: Readonly<Record<string, string>> = {
    "United States": `
        3rivers.net 99main.com aceweb.com acsalaska.net adelphia.net airmail.net alaska.net alltel.net ameritech.net aracnet.com
        ardmore.net aristotle.net arvig.net atlantech.net atlanticbb.net atlinkwifi.com att.net bardstowncable.net basicisp.net
        bbtel.com bektel.com bellsouth.net bendbroadband.com bendcable.com bestweb.net bex.net bhn.net bigsky.net blackberry.net
        blackfoot.net blarg.net bledsoe.net bluelight.com bluemarble.net breezeline.net bresnan.com bresnan.net bright.net
        brtc.net btes.tv buckeye-express.com burgoyne.com burlingtontelecom.net bway.net cableaz.com cableone.net cablespeed.com
        cableweb.com cajun.net capecod.net caribe.net cavtel.net ccrtc.com cebridge.com cebridge.net cei.net centurylink.net
        centurytel.net cgocable.com charter.net charterinternet.com chartertn.net chattanooga.net chesapeake.net chibardun.net
        chorus.net cincibell.com cinergymetro.net citlink.net citynet.net clark.net classicnet.net cloud9.net coastalnow.net
        comcast.net comporium.com comporium.net consolidated.net conwaycorp.net coqui.com coqui.net cot.net cox-internet.com
        cox.net coxinet.net cpinternet.com cruzio.com cshore.com cstone.net ctc.net currently.com cvc.net cybermesa.com
        dakotacom.net digis.net diodecom.net dragonbbs.com dslextreme.com dslnorthwest.net earthlink.net eatel.com eatel.net
        elpasotel.net embarqmail.com enter.net epbfi.com epbinternet.com epix.net erols.com erols.net eticomm.net everestkc.net
        execpc.com exede.net fairpoint.net fidnet.com firstva.com flash.net fmctc.com foothill.net frii.com frii.net
        frontier.com frontiercomm.net frontiernet.net fuse.net galaxycable.net gallatinriver.net gate.net gmavt.net
        goldengate.net goldenwest.net gpcom.net graceba.net grandecom.net gru.net gte.net guam.net gulftel.com gvtc.com gwi.net
        gwtc.net halcyon.com hargray.com hawaiiantel.net hbci.com hctc.net hickorytech.com hickorytech.net hiwaay.net hotbot.com
        hughes.net hvi.net i-55.com icanect.net igc.apc.org igc.org iglou.com inebraska.com infi.net infionline.net infoave.net
        infowest.com insightbb.com insightbb.net interaccess.com io.com iowatelecom.net iquest.net islandnet.vi isp.com
        itctel.com ite.net javanet.com jetup.net jps.net kcnet.com kconline.com kih.net knology.net ktis.net lava.net leaco.net
        libertypr.net lmi.net localink4.com localnet.com madisonriver.biz madriver.com mchsi.com mcleodusa.net mebtel.net
        mediacombb.net megagate.com megalink.net metrocast.net mhcable.com midco.net midconetwork.com midmaine.com midrivers.com
        mikrotec.com milwpc.com mindspring.com mindspring.net mninter.net montana.com mtaonline.net mtco.com multipro.com
        mwt.net myactv.net mybluelight.com myfairpoint.net myfrontiermail.com mygrande.net nccray.com nckcn.com nctv.com
        ndak.net ndsupernet.com nelos.net nemont.net nemr.net net1plus.com netacc.net netcom.com netcommander.com netdoor.com
        netins.net netpci.com netreach.net netrox.net newnorth.net nmia.com nntc.net ntelos.net ntplx.net nts-online.net
        nuvox.net nvbell.net nwi.net nwlink.com olypen.com onelinkpr.net onemain.com optimum.net optonline.net oregonfast.net
        pa.net pacbell.net pacificnet.net panix.com patmedia.net paulbunyan.net peak.org peakpeak.com peoplepc.com pixius.net
        plateautel.net pldi.net prexar.com primenet.com prodigy.net prtc.net prtcnet.com prtcnet.org pshift.com ptd.net q.com
        qwest.net qwestoffice.net rangeweb.net rapidnet.com rcn.com rcn.net rica.net rmi.net roadrunner.com roadrunner.net
        rollanet.org rr.com santel.net sbc.net sbcglobal.net sccoast.net seanet.com shentel.net sierratel.com siouxvalley.net
        skypoint.com smithville.net snet.net snowcrest.net socket.net sonic.net southwind.net sover.net sparklight.net
        speakeasy.net speakeasy.org spectrum.net spiretech.com spiritone.com sprintmail.com sprynet.com srt.com starband.net
        starpower.net sti.net suddenlink.net surewest.net suscom-maine.net swbell.net swcp.com tbi.net tctwest.net tds.in
        tds.net tdstelme.net teclink.net teleguam.net telepak.net texas.net texoma.net the-spa.com theriver.com tiac.net
        tidewater.net tmomail.net toast.net together.net tranquility.net tscnet.com tvscable.com twc.com twlakes.net ulster.net
        usfamily.net uswest.net utahbroadband.com utcnet.net valornet.com vbe.com vcn.com vermontel.net viaccess.net
        vipowernet.net voicenet.com volcano.net voyager.net vtext.com walla.com wans.net warwick.net wavecable.com wcoil.com
        well.com westnet.com whidbey.com whidbey.net whowhere.com widomaker.com wildblue.net windstream.net winternet.com
        wispertel.net world.std.com worldpath.net wowohio.com wowway.com wowway.net wtxs.net wvdsl.net wyoming.com xfinity.com
        xmission.com yucca.net zianet.com ziplink.net zitomedia.net zoominternet.net zoomtown.com`,
    Canada: `
        accesscable.net accesscomm.ca accessv.com aei.ca aliant.net axion.ca b2b2c.ca bconnex.net bell.net bellaliant.net
        bellnet.ca bmts.com cablelan.net cablerocket.com caneris.com canoemail.com ccapcable.com cciwireless.ca cgocable.ca
        cgocable.net ciaccess.com citywest.ca coastalnet.com cogeco.ca cogeco.net colba.net cruzinternet.com cyberbeach.net
        cyberus.ca cyg.net dccnet.com distributel.ca distributel.net dowco.com dsl.telebec.net eastlink.ca ebox.ca ebox.net
        execulink.com explornet.ca globetrotter.net globetrotter.qc.ca gosympatico.ca hay.net hurontel.on.ca ican.net
        idirect.com igs.net inter.net intergate.bc.ca intergate.ca interlog.com islandnet.com istar.ca istop.com kelcom.net
        kingston.net kos.net lavalink.com lightspeed.ca lincsat.com lino.com lks.net look.ca magma.ca mnsi.net
        mountaincable.net mts.net mtsmail.ca mymts.net nbnet.nb.ca ncf.ca netaxis.ca netidea.com netscape.ca nexicom.net
        nfld.com nili.ca northwestel.net novuscom.net novusnow.ca ody.ca odyssey.on.ca onlink.net ontera.net oricom.ca
        pathcom.com persona.ca polarnet.ca pppoe.ca premontel.ca primus.ca primus.com pris.ca pwpn.ca qc.aibn.com qc.aira.com
        quadro.net rideau.net ripnet.com rocler.com rocler.qc.ca rogers.com sasktel.ca sasktel.net securenet.net sentex.ca
        sentex.net shaw.ca shawcable.com sogetel.ca sogetel.com sogetel.net sourcecable.net ssimicro.com storm.ca sympatico.ca
        targo.ca tbaytel.net teksavvy.com telebec.qc.ca telebecinternet.com telebecinternet.net telus.net telusplanet.net
        thezone.net tnt21.com total.net travel-net.com trytel.com uniserve.com vianet.ca videotron.ca videotron.qc.ca vif.com
        westman.wave.ca wightman.ca xplornet.ca xplornet.com yknet.ca zeuter.com`,
    "Bermuda and Caribbean": `
        aacr.net access-haiti.com accesshaiti.com acn2.net actol.net alphanetht.com anguillanet.com anngel.com.jm apuainet.ag
        attglobal.net bahamas.net.bs batelnet.bs cablemodem.net.do candw.ag candw.ky candw.lc candw.ms candw.vg candwbet.com.bb
        cariaccess.com carib-link.net caribcable.com caribline.com caribsurf.com centennialpr.net centennialrd.net claro.net.do
        codetel.net.do colis.com coralwave.com correodecuba.cu cubarte.cult.cu cura.net cwbda.bm cwdom.dm cwjamaica.com enet.cu
        flamingotv.net flow-tt.com flow.cw flowbarbados.com flowbb.com flowja.com flowtrinidad.net flowtt.net greendot-tt.com
        hainet.net haitelonline.com haitiworld.com ibl.bm infochan.com infomed.sld.cu interserv.co.tt ip.etecsa.cu jamweb.net
        jovenclub.cu kasnet.com logic.bm n5.com.jm nauta.cu northrock.bm opus.co.tt prw.net rave-tt.net setar.net setarnet.aw
        sintmaarten.net spiceisle.com sunbeach.net surfbvi.com therock.bm toj.com transact.bm tricom.net trinidad.net
        tstt.net.tt tttol.com verizon.net.do vincysurf.com wanadoo.gp weststar.ky worldnetpr.com wow.net`,
    Mexico: `
        acnet.net att.net.mx avantel.net axtel.net cablemas.com cablemas.net.mx cableonline.com.mx cablevision.net.mx
        compuserve.com.mx correomagico.com cybercable.net.mx data.net.mx dsi.com.mx esmas.com infinitum.com.mx infinitummail.com
        infosel.net.mx intercable.net itsa.net.mx iwm.com.mx izzi.mx maxcom.net.mx megacable.com.mx megared.net.mx mexis.com
        mpsnet.com.mx mpsnet.net.mx podernet.com.mx prodigy.net.mx prodigymedia.com prodigymovil.com supernet.com.mx
        telmexmail.com telnor.net todito.com tutopia.com webtelmex.net.mx yupimail.com zoomail.com.mx`,
    "Central America": `
        alfanumeric.com.ni amigo.net.gt amnet.co.cr amnethn.com amnetsal.com btl.net cablecolor.hn cablenet.com.ni cableonda.com
        cableonda.net cablepanama.com cabletica.com caribe.hn costarricense.cr cwp.net.pa cwpanama.net cyt.net edured.net
        emailgua.com enitel.com.ni globalnet.hn gua.net guate.net guate.net.gt hondudata.com hotmail.co.cr ibw.com.ni ibw.net.ni
        ice.co.cr infovia.com.gt integra.com.sv intelnet.net.gt intercom.com.sv itelgua.com mayanet.hn multivisionhn.com
        multivisionhn.net navegante.com.sv netcomsa.com netsys.hn newcomgua.com nicarao.org.ni optinet.hn orbi.net pananet.com
        psi.net.pa quetzal.net racsa.co.cr salnet.net saltel.com sigmanet.hn sinfo.net sol.co.cr sulanet.net telefonica.com.sv
        telesal.net terra.com.gt ticonet.co.cr tmx.com.ni turbonett.com turbonett.com.ni turbonett.com.sv vianet.com.sv
        yahoo.co.cr`,
    Colombia: `
        007mundo.com andinet.com cable.net.co claro.net.co colombia.com colomsat.net.co costavision.net.co edatel.net.co
        emcali.net.co epm.net.co etb.net.co geo.net.co impsat.net.co metrotel.net.co movistar.net.co multi.net.co
        supercabletv.net.co telebucaramanga.net.co telecom.com.co telesat.com.co telmex.net.co une.net.co unired.net.co`,
    Venezuela: `
        cantv.com.ve cantv.net eldish.net etheron.net intercable.net.ve movilnet.com.ve movistar.net.ve net-uno.net netuno.net
        reacciun.ve supercable.net.ve t-net.net.ve telcel.net.ve unete.com.ve`,
    Ecuador: `
        access.net.ec accessinter.net andinanet.net cnt.net.ec easynet.net.ec ecnet.ec ecua.net.ec ecuabox.com ecuanet.com
        ecuanet.net.ec espoltel.net etapa.net.ec etapanet.net etapaonline.net.ec impsat.net.ec interactive.net.ec netlife.ec
        on.net.ec panchonet.net plus.net.ec porta.net punto.net.ec satnet.net tvcable.net.ec`,
    Peru: `
        amauta.rcp.net.pe americatelnet.com.pe ddm.com.pe ec-red.com hys.com.pe infonegocio.com infonegocio.com.pe
        infonegocio.net.pe lared.net.pe latinmail.com.pe millicom.com.pe millicom.net.pe qnet.com.pe speedy.com.pe
        telematic.com.pe`,
    Bolivia: `
        acelerate.com axs.com.bo comteco.com.bo cotas.com.bo cotas.net cotel.bo entelnet.bo supernet.com.bo tigo.net.bo
        zuper.net`,
    Chile: `
        123.cl 123mail.cl chilemail.com chilesat.net ctcinternet.cl ctcreuna.cl entelchile.net entelmovil.cl firstcom.cl
        gtdinternet.cl gtdmail.cl gtdmail.com latinmail.cl manquehue.net mi-mail.cl mi.cl netline.cl rehuenet.cl surnet.cl
        telsur.cl telsurmail.cl tie.cl tutopia.cl vtr.net`,
    Argentina: `
        abaconet.com.ar advance.com.ar advancedsl.com.ar amnet.com.ar argentina.com arlink.com.ar arlink.net.ar arnet.com.ar
        arnetbiz.com.ar arpenet.com.ar bbt.com.ar cablenet.com.ar cablenetnea.com.ar ciudad.com ciudad.com.ar coopenet.com.ar
        copetel.com.ar cotelcam.com.ar cotelnet.com.ar cpenet.com.ar datafull.com delcentro.com.ar elsitio.com elsitio.com.ar
        eternet.cc express.com.ar fibertel.com.ar flash.com.ar fullzero.com.ar gigared.com impsat1.com.ar infomed.com.ar
        infovia.com.ar interar.com.ar interlink.com.ar iplanmail.com.ar ipnext.net.ar millic.com.ar movi.com.ar netizen.com.ar
        netverk.com.ar neunet.com.ar powervt.com.ar psinet.com.ar rcc.com.ar satlink.com satlink.com.ar sinectis.com.ar sion.com
        speedy.com.ar ssdnet.com.ar tel3.com.ar telecentro.com.ar telefonica.net.ar telviso.com.ar topmail.com.ar trcnet.com.ar
        uol.com.ar uolsinectis.com.ar velocom.com.ar vianetworks.com.ar wilnet.com.ar`,
    Uruguay: `
        adinet.com.uy adsl.net.uy anteldata.com.uy anteldata.net.uy chasque.apc.org chasque.net conectate.com.uy
        dedicado.com.uy dedicado.net.uy internet.com.uy montevideo.com.uy movinet.com.uy multi.com.uy netgate.com.uy netuy.com
        redfacil.com.uy vera.com.uy`,
    Paraguay: `
        click.com.py conecta.com.py conexion.com.py highway.com.py infonet.com.py pla.net.py rieder.net.py sce.cnc.una.py
        supernet.com.py telesurf.com.py tutopia.com.py uninet.com.py`,
    Brazil: `
        ajato.com.br bestway.com.br bewnet.com.br bignet.com.br bol.com.br brasiltelecom.net.br brfree.com.br brturbo.com
        brturbo.com.br canbras.net click21.com.br correionet.com.br cpovo.net dglnet.com.br digizap.com.br directnet.com.br
        elogica.com.br email.com.br embratel.net.br fasternet.com.br fastlane.com.br fastmodem.com.br faznet.com.br globo.com
        globomail.com gvt.com.br gvt.net.br gvtmail.com.br hotlink.com.br ibest.com.br ibestvip.com.br ieg.com.br ig.com.br
        infonet.com.br intercol.com.br itanet.com.br itelefonica.com.br itnet.com.br latinmail.com.br limao.com.br
        linkexpress.com.br live.com.br mailbr.com.br mandic.com mandic.com.br matrix.com.br mksnet.com.br mls.com.br msn.com.br
        net.em.com.br netbig.com.br netpar.com.br netsite.com.br netuno.com.br netvirtua.com.br netwave.com.br nutecnet.com.br
        o2.com.br oi.net.br onda.com.br originet.com.br plugnet.com.br pop.com.br predialnet.com.br provale.com.br psinet.com.br
        r7.com rantac.net.br redelink.com.br sercomtel.com.br sigmanet.com.br sinos.net speednet.com.br starmedia.com.br
        sti.com.br sulbbs.com.br super11.net superig.com.br svn.com.br tdkom.com.br telpar.com.br terra.net.br tutopia.com.br
        uai.com.br uninet.com.br uol.com.br veloturbo.com.br velox.com.br veloxmail.com.br vetorial.net via-rs.net virtua.com.br
        vivointernetdiscada.com.br webcable.com.br wln.com.br wnet.com.br xmail.com.br zaz.com.br zip.net zipmail.com.br`,
    "Guyana, Suriname, French Guiana, Belize, Falklands": `
        belizemail.net belizeweb.com cq-link.sr gtt.co.gy guyana.net.gy networksgy.com parbo.net solutions2000.net sr.net
        sunpac.sr telsnetgy.net wanadoo.gf`,
};
