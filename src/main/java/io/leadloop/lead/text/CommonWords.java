package io.leadloop.lead.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Words that identify no person: stop words, business terms and form field names, written as {@link
 * PlainText}. Common family names do not belong here.
 */
final class CommonWords {
  private static final Set<String> WORDS = new HashSet<>();

  static {
    add(
        """
        ainsi alors apres assez aucun aucune aujourd aussi autre autres avant avec avoir bien bonjour
        bonsoir car ces cet cette ceux chez comme comment dans demain depuis des deux dont elle elles
        encore entre est etait ete etes etre eux fait faire fois font hier hui ici ils jamais jour
        jours juste les leur leurs lors lui lundi mais mardi matin meme merci mercredi mes mieux midi
        mois moins mon nos notre nous non nouveau nouvelle nuit ont oui par parce pas peu peut plus
        plusieurs pour pourquoi pouvez premier premiere pres puis quand que quel quelle quelque qui
        quoi rien sans sauf sera ses seul seule seulement soir soit son sont sous souhaite souhaitez
        sur tard tel tous tout toute toutes toujours tres trois trop une vers veut veux voici voila
        voir vos votre voudrais vous vraiment vendredi jeudi samedi dimanche semaine semaines annee
        heure heures minute minutes janvier fevrier avril juin juillet aout septembre octobre novembre
        decembre au ce de du en et la le ne on ou un the and for not with without
        """);
    add(
        """
        abandon abandonne absent absente accepte acceptee accord acompte annule annulee appel appele
        appeler appels arret attend attente attendre aucune avis besoin budget cadre cher chantier
        choix client clients clos cloture commande commercial commerciale complet complement concurrence
        concurrent confirme confirmee confirmation contact contacte contactee contacter contrat
        correspond cours courrier date debut decision decroche delai demande demandes demarrage
        depose devis disponible disponibilite document documents doublon dossier echec echange effectue
        email encours engage entree envoi envoye envoyee envoyer erreur erronee errone estimation etape
        etude etudier expedie facture faux final finalise finance financement fini fin futur gagne
        gagnee hors hesite immediat impossible incomplet info infos information informations injoignable interesse interessee interesses
        interet intervention invalide joignable joint lead livraison livre long mail message messagerie
        mauvais mise nego negociation nouveaux numero occupe offre option partenaire paye paiement pause
        perdu perdue planifie planifiee pose posee prendre prevoir prevu prevue pris prise prix
        probleme prochain prochaine produit projet projets proposition prospect qualifie qualifiee
        qualifier quote rappel rappeler rappele rappels rappelez recontacte recontacter recu refus
        refuse refusee relance relancer relances remis rendez renseignement repondeur repond repondre
        reponse report reporte reportee reporter reserve reste resultat retard retour revoir rdv sms
        signature signe signee signer site solution standby stop suite suivi suivre technique telephone
        telephonique test tentative terrain terminee termine traite traitee traitement traiter
        transfere transmis travaux urgent valable valide validee valider validation vendu venir visite
        visiter vocal vocale zone
        appointment archived attempt back busy call called callback cancelled canceled closed completed
        confirmed contacted converted customer done duplicate expired follow followup from hold
        interested invalid later lost meeting missed new number open pending phone planned processing
        progress proposal qualified reached refused rejected reply reschedule rescheduled scheduled
        sent signed status unqualified unreachable waiting won wrong
        """);
    add(
        """
        lead nom prenom lastname firstname name civilite civility title company societe entreprise tel
        mobile portable fixe adresse address street rue city ville postcode zip code postal cp country
        pays region departement comment comments commentaire commentaires note notes questions answers
        reponses type source origin origine campaign campagne canal channel utm medium url page form
        formulaire field fields data value values custom extra meta optin rgpd gdpr consent consentement
        owner proprietaire locataire surface budget amount montant deadline created updated reference
        identifier children address birthdate
        """);
  }

  private CommonWords() {}

  /**
   * @param plain a word as {@link PlainText}
   */
  static boolean contain(String plain) {
    return WORDS.contains(plain);
  }

  /**
   * Whether the text consists of common words and single letters only.
   *
   * @param plain a text as {@link PlainText}
   */
  static boolean areAll(String plain) {
    String[] words = plain.split(" ");
    return Stream.of(words).anyMatch(WORDS::contains)
        && Stream.of(words).allMatch(word -> word.length() == 1 || WORDS.contains(word));
  }

  private static void add(String words) {
    WORDS.addAll(Arrays.asList(words.strip().split("\\s+")));
  }
}
