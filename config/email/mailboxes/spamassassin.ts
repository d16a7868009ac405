/**
 * Domains where anybody could get a mailbox or a forwarding address, and that no other list has: from SpamAssassin's list of free mail
 * (`20_freemail_domains.cf` of its rules 4.0.1, Apache-2.0). None has a site that people visit today, and most are gone, so mail to them
 * may bounce. Companies, towns and schools of that list are left out.
 */
export const spamAssassin = `
    020.co.uk 111mail.com 123iran.com 141.ro 1963chevrolet.com 1963pontiac.com 1st-website.com 1stpd.net 20after4.com 24h.co.jp
    2mydns.com 2net.us 4-music-today.com 420email.com 4xn.de 5005.lv 55mail.cc 5x2.me 6210.hu 6sens.com 7110.hu 8u8.com 8u8.hk 8u8.tw
    8x.com.br 9.cn a-teens.net a-topmail.at abha.cc acatperson.com actingbiz.com adiga.com adogperson.com adres.nl afropoets.com
    agadir.cc aggies.com ahsa.ws aiutamici.com ajman.cc ajman.us ajman.ws aklan.com alavatotal.com albafind.com albaha.cc alburaq.net
    aldeax.com aldeax.com.ar algerie.cc all4theskins.com allsportsrock.com alriyadh.cc altbox.org alum.com alwaysgrilling.com
    alwaysinthekitchen.com alwayswatchingmovies.com alwayswatchingtv.com americamail.com amman.cc amorous.com anatomicrock.com
    anet.ne.jp animeone.com aniverse.com antedoonsub.com anunciador.net aprava.com aqaba.cc arab.ir arar.ws armmail.com aroma.com
    asiamail.com aswan.cc atreillou.com aubenin.com auf-steroide.de aufdrogen.de aus-city.com autoindia.com autopm.com avasmail.com.mv
    axarnet.com b-boy.com baalbeck.cc babbalu.com badgers.com bahraini.cc bakpaka.com bakpaka.net balochistan.org baluch.com
    bama-fan.com bancora.net banha.cc bankersmail.com barlick.net barriolife.com basketball-email.com beabookworm.com beagolfer.com
    beahealthnut.com beautifulboy.com been-there.com believeinliberty.com besser-als-du.de bestcoolcars.com bestjobcandidate.com
    besure2vote.com bflomail.com bicycledata.com big-orange.com bigboss.cz bigheavyworld.com bigmailbox.net bigtimecatperson.com
    bigtimedogperson.com bigtimereader.com bigtimesportsfan.com bikerheaven.net bikermail.com billssite.com bitwiser.com biz.by
    bizerte.cc black-sea.ro blackandchristian.com blackcity.net blackglobalnetwork.net blackvault.com blida.info blvds.com bmx.lv
    bmxtrix.com boarderzone.com bolbox.com bollywood2000.com bombka.dyn.pl bongmail.com brain.com.pk brainsurfer.de bravanese.com
    brestonline.com btcc.org buffaloes.com bulgaria.com bulldogs.com buraydah.cc buzy.com buzzjakkerz.com byke.com c-box.cz
    cadinfo.net calcfacil.com.br calcware.org calle22.com camaroclubsweden.com cameroon.cc canal21.com cannabismail.com
    capsfanatic.com capshockeyfan.com capsred.com car-nut.net cardblvd.com care-mail.com caress.com casinomail.com cat-person.com
    catalunyamail.com cataz.com caths.co.uk catlovers.com catpeoplerule.com caxess.net cbrmail.com cc.lv cemelli.com cercaziende.it
    championboxing.com channelonetv.com chat-with-me.com chatway.com cheatasrule.com checkitmail.at chelny.com chil-e.com chillaxer.de
    chillimail.com chillymail.com christianmail.org ciphercom.net circlemail.com classprod.com classycouples.com clujnapoca.ro
    comfortable.com computhouse.com congiu.net coolmail.ru corpusmail.com correios.net.br cosmo.com cosmosurf.net countrybass.com
    crazy4baseball.com crazy4homeimprovement.com crazy4mail.com crazyaboutfilms.net crazycarfan.com crazyforemail.com
    crazymoviefan.com crosspaths.net csucsposta.hu custmail.com cwazy.co.uk cwazy.net cybergirls.dk cyberguys.dk cyberunlimited.org
    cycledata.com danneben.so darkfear.com darkforces.com darkhorsefan.net dayzers.com dcsi.net deacons.com delajaonline.org
    delhimail.com denmark.ir descriptivemail.com desertonline.com desidrivers.com devils.com dexara.net dhahran.cc dhmail.net
    dhofar.cc differentmail.com digitaltrue.com dino.lv direccion.com director-general.com diri.com dirtythird.com discoverymail.net
    djibouti.cc djmillenium.com do.net.ar dog-person.com dogpeoplerule.com dominican.cc dores.com dotnow.com doubt.com dr-dre.com
    draac.com dragonfans.com drakmail.net dreamstop.com dserver.org dubaiwebcity.com dustdevil.com e-hkma.com e-mail.am e-mail.cz
    e-mail.ph e-milio.com e-webtec.com eastrolog.com easy-pages.com easydoesit.com easyinfomail.co.za easypeasy.com eclub.lv
    edumail.co.za eeism.com ego.co.th egypt.ir egypt.net elforotv.com.ar eltimon.com email.lviv.ua emailfast.com emailgaul.com
    emailhut.net embroideryforums.com emoka.ro enelpunto.net enterate.com.ar entryweb.it entusiastisk.com enusmail.com
    envirocitizen.com eprompter.com eritrea.cc esfera.cl euromail.net euskalmail.com execs2k.com expertrenovator.com
    expressivemail.com expressmail.dk ezsweeps.com facilmail.com fadrasha.net fadrasha.org faithhighway.com faithmail.com falasteen.cc
    familymailbox.com familyroll.com familysafeweb.net famous.as fan.net fanaticos.com fanofbooks.com fanofcomputers.com
    fanofcooking.com fanoftheweb.com fawz.net fedxmail.com feelings.com female.ru fepg.net fieldmail.com financesource.com
    firemyst.com fit.lv fleetmail.com focusedonprofits.com focusedonreturns.com footballer.com free.net.nz freehosting.nl freei.co.th
    freemailen.de freemailn.de freemuslim.net freeonline.com freeweb.it fudge.com fuelie.org fujairah.cc fujairah.us fujairah.ws
    fun-greetings-jokes.com funkytimes.com futboladdict.com gabes.cc gafsa.cc galmail.co.za gamecocks.com gamerssolution.com
    gazabo.net gemari.or.id getintobooks.com giza.cc gjk.dk glittergrrrls.com globalpinoy.com globalum.com go-bama.com go-cavs.com
    go-chargers.com go-dawgs.com go-gators.com go-hogs.com go-irish.com go-spartans.com go-tigers.com go4.it goatrance.com goddess.com
    gohip.com gomail.com.ua gonowmail.com gonuts4free.com gospelcity.com gothicgirl.com govzone.com grad.com grapemail.net
    greatautos.org gtechnics.com guinea.cc gwalla.com haberx.com hacker.am hail2theskins.com haitisurf.com halejob.com hamra.cc
    hasakah.com hateinthebox.com hayahaya.tg hebron.tv hedgeai.com hingis.org hitthepuck.com hockeyghiaccio.com holapuravida.com
    homs.cc hong-kong-1.com hopthu.com hosanna.net hotdak.com hotinbox.com hour.com howling.com hugkiss.com huhmail.com human.lv
    humour.com huskies.com i-dig-movies.com i-love-restaurants.com i2828.com ibatam.com ibra.cc icafe.com ice.is icq.ir
    idigcomputers.com idigelectronics.com idigvideos.com idncafe.com idunno4recipes.com ihatenetscape.com ilike2helpothers.com
    ilike2invest.com ilike2workout.com ilikeelectronics.com ilikeworkingout.com ilovehomeprojects.com iloveourteam.com
    iloveworkingout.com ilse.net in2autos.net inbox.ge inet.com.ua infoapex.com infosat.net intelnett.com interblod.com
    interestedinthejob.com intermail.hu intimatefire.com intomotors.com ipermitmail.com iphon.biz ir.ae iran.com iraq.ir irbid.ws
    ire.ir ireland.ir irow.com irr.ir islandmama.com ismailia.cc isonews2.com ispey.com ist-der-mann.de ist-der-wahnsinn.de
    ist-echt.so ist-schlauer.de ist-supersexy.de istecht.so ivenus.com iwatchrealitytv.com ixp.net jadida.cc jadida.org jazzemail.com
    jerash.cc jingjo.net jizan.cc jouf.cc jpg.ir juanitabynum.com kairouan.cc kalluritimes.com kann.so karak.cc keptprivate.com
    khaimah.cc khartoum.cc khobar.cc kickboxing.com klik.it koko.com kolozsvar.ro kombud.com kool-things.com koreanmail.com
    kotaksuratku.info ksa.ir kuronowish.com kuwait.ir kuwaiti.tv kyokodate.com kyokofukada.net kyrgyzstan.cc lahaonline.com
    lamalla.net lancsmail.com latakia.cc latchess.com latinabarbie.com latinogreeks.com lawyersmail.com lawyerzone.com lebanese.cc
    lebanonatlas.com leesville.com letsjam.com letterbox.org libre.net lightwines.org loggain.net loggain.nu lolnetwork.net london.ir
    longhorns.com loteria.net lotonazo.com love2exercise.com love2workout.com loveemail.com lovefantasysports.com loveis.lv
    lovetoexercise.com lowrider.com lpemail.com lubnan.cc lubnan.ws lucky7lotto.net luckymail.com lusoweb.pt luvfishing.com
    luvgolfing.com luvsoccer.com lv-inter.net madcrazy.com madinah.cc madonno.com mag-spam.net maghreb.cc magik-net.com mail-atlas.net
    mail-jp.org mail-x-change.com mail.org mail4me.com mailbg.com mailbomb.com mailbox.sk mailcircuit.com maildozy.com mailfly.com
    mailglobal.net mailpersonal.com mails.de mailserver.dk majorgolfer.com majorshopaholic.com majortechie.com malayalapathram.com
    male.ru manama.cc mansoura.tv marihuana.ro marillion.net marrakesh.cc mascara.ws me.by mega-schlau.de megarave.com meknes.cc
    mesra.net messagez.com miaoweb.net micro2media.com milacamn.net mindviz.com ml2clan.com mlanime.com mobimail.mn mobsters.com
    mobstop.com modemnet.net monarchy.com moomia.com motor-nut.com moviefan.com mrspender.com msnzone.cn muscat.tv muscat.ws
    musician.net musicsites.com muss.so mustangs.com mxs.de myblue.cc mycapitalsmail.com mycatiscool.com mycommail.com myeweb.com
    myfantasyteamrules.com mygamingconsoles.com mymail.dk myotw.net myteamisbest.com mzgchaos.de nabeul.cc nabeul.info nablus.cc
    nador.cc najaf.cc nanamail.co.il nanaseaikawa.com nastything.com national-champs.com naveganas.com nerd4life.de nerdshack.com
    net-surf.com net4jesus.com netbusiness.com netcape.net netfingers.com netkushi.com neustreet.com news-fanatic.com
    newspaperemail.com newspaperfan.com newyorkcity.com nightimeuk.com nightly.com nocharge.com nonomail.com noolhar.com nowzer.com
    nz11.com offcolormail.com offshorewebmail.com ohne-drogen-gehts.net oleco.net omani.ws omdurman.cc on-steroids.de onatoo.com
    ondikoi.com onlinevideosrock.com openbg.com openforyou.com openmail.cc operationivy.com oplusnet.com oran.cc organizer.net
    orthodox.com oued.info oued.org oujda.biz oujda.cc ourprofile.net ourwest.com oxfoot.com paidoffers.net pakistani.ws palmyra.cc
    palmyra.ws paltalk.ir pandawa.com parspage.com pc4me.us pcbee.com penguinmaster.com persian.com petrofind.com pigeonportal.com
    pikaguam.com pilu.com pimagop.com pinkcity.net pitbullmail.com planetsmeg.com pluno.com pnetmail.co.za pobox.ru pogowave.com
    poormail.com pop.co.th poppymail.com portafree.com portsaid.cc post.expart.ne.jp postiloota.net potsmokersnet.com powdermail.com
    primetap.com printesamargareta.ro profesional.com profession.freemail.com.br project420.com provincial.net publicaccounting.com
    puertoricowow.com puppetweb.com qassem.cc qatar.io qlmail.com quds.cc r320.hu rabat.cc racingseat.com radiojobbank.com rafah.cc
    raisingadaughter.com rallye-webmail.com ramallah.cc rapstar.com rapworld.com rastamall.com ravermail.com rbox.co rbox.me real.ro
    realbookfan.com realhealthnut.com realitytvaddict.net realitytvnut.com reallyintomusic.com realtravelfan.com rebels.com recife.net
    recme.net redskinscheer.com redskinsfamily.com redskinsfancentral.com redskinshog.com redskinsrule.com redskinsspecialteams.com
    redskinsultimatefan.com redwhitearmy.com relapsecult.com remixer.com rexian.com ritmes.net rochester-mail.com rockeros.com
    rojname.com rollin.com romance106fm.com romymichele.com rpharmacist.com russiamail.com rxpost.net sacmail.com safat.biz safat.info
    safat.us safat.ws safe-mailbox.com salalah.cc salmiya.biz sanaa.cc sapibon.com saturnfans.com scfn.net scheint.so scoutmail.com
    scrapbookscrapbook.com seapole.com search417.com seark.com secure-jlnet.com seeb.cc server4free.de serverwench.com sfax.ws
    shadango.com sharm.cc siamlocalhost.com siamnow.net sinai.cc sinanail.com singalongcenter.com siraj.org siria.cc sirindia.com
    sirunet.com sister.com sistersbrothers.com sizzling.com sketchyfriends.com skins4life.com slayerized.com slickriffs.co.uk
    slomusic.net smartemail.co.uk smartstocks.com so-simple.org solidmail.com sos.lv soulja-beatz.org soundvillage.org sousse.cc
    spain.ir speed-racer.com speedymail.net spells.com spray.net srbbs.com ssan.com stampmail.com starbuzz.com stargate2.com
    stargateatlantis.com stargatefanclub.com stargatesg1.com stargateu.com starline.ee streetracing.com studmail.com subspacemail.com
    sudanese.cc suez.cc sugarray.com sunbella.net sunuweb.net super-gerissen.de superbikeclub.com superintendents.net supermailbox.com
    surfassistant.com surfguiden.com surfsupnet.net svizzera.org sweden.ir sweetwishes.com t-mail.com tabasheer.com tabouk.cc
    tajikistan.cc tangiers.cc tangmonkey.com tanta.cc tattoodesign.com taxcutadvice.com tayef.cc teenchatnow.com teenmail.co.uk
    teenmail.co.za tejary.com tempting.com terrapins.com tetouan.cc the5thquarter.com theblackmarket.com thegame.com
    thegamefanatic.com theserverbiz.com thinkpost.net tightmail.com timemail.com timor.cc tinati.net tmicha.net tokyo.ir tombstone.ws
    topmail.co.ie topmail.co.in topmail.co.nz topmail.co.za topmail.dk toquedequeda.com torba.com total-techie.com totalfoodnut.com
    totally-into-cooking.com totallyintobaseball.com totallyintobasketball.com totallyintocooking.com totallyintofootball.com
    totallyintogolf.com totallyintohockey.com totallyintomusic.com totallyintoreading.com totallyintosports.com totallyintotravel.com
    totalmoviefan.com totalsurf.com tough.com trav.se travel2newplaces.com trevas.net tripod-mail.com troamail.org tunisian.cc
    tunome.com tushmail.com tvchannelsurfer.com u2tours.com ugeek.com ulimit.com ultimateredskinsfan.com unendlich-schlau.de
    unimail.mn unitedemailsystems.com urdun.cc userbeam.com v3mail.com vegetarisme.be vercorreo.com verticalheaven.com
    videogamesrock.com vietmedia.com vip-client.de vitalogy.org vivelared.com volunteeringisawesome.com w.cn wanex.ge wap.hu
    wapicode.com wappi.com wassup.com waterloo.com wayintocomputers.com wazmail.com web.nl web2mail.com webaddressbook.com
    webbworks.com webemaillist.com webinfo.fi webpim.cc webtribe.net weirdness.com whatisthis.com whatmail.com wild4music.com
    wildaboutelectronics.com wildcats.com will-keinen-spam.de williams.net.ar winningteam.com winwinhosting.com witelcom.com
    wolverines.com workingaroundthehouse.com workingonthehouse.com worldcrossing.com worldmedic.com worldonline.de writesoon.com
    wtonetwork.com xasa.com xmasmail.com xnmsn.cn xpectmore.com yahala.co.il yamal.info yanbo.cc yellow-jackets.com yemeni.cc
    yenimail.com yunus.cc z11.com z6.com zagazig.cc zambia.cc zednet.co.uk zona-andina.net zonai.com zoneview.net zu-geil.de zworg.com`;
