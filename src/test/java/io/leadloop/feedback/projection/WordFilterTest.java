package io.leadloop.feedback.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.feedback.PlainContentType;
import io.leadloop.lead.text.LeadValues;
import io.leadloop.testing.Spellings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordFilterTest {
  private static final List<String> LEADS =
      List.of(
          """
          {"lastname":"Lefèvre","firstname":"Zoé","email":"zoe.lefevre@exemple.fr",
           "phone":"0601020304","postcode":"75011","country":"FR","civility":"Mme"}
          """,
          """
          {"nom":"Martin","prenom":"Jean-Paul","telephone":"+33 6 11 22 33 44","code_postal":69003,
           "ville":"Lyon","projet":"cuisine équipée","budget":12500,"disponibilite":"demain matin",
           "message":"Bonjour, pouvez-vous me rappeler demain après 18 h ? Je suis très intéressé par
            une cuisine, j'ai déjà signé un devis chez un concurrent mais je n'ai pas encore versé
            d'acompte. En attente de votre réponse, merci de me contacter pour un rendez-vous."}
          """,
          """
          {"contact":{"name":"O'Brien, Máire","phones":["0033611223344"]},
           "answers":{"Avez-vous un projet ?":"oui","Durand Isabelle":true,"Statut":"nouveau client"},
           "utm":{"source":"google","campaign":"devis-2026","medium":"cpc"}}
          """);

  private final Optional<LeadValues> values = values(LEADS.get(0));

  /** Labels as French and English CRMs have them, for leads with long comments. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "À rappeler demain",
        "A RAPPELER",
        "Pas intéressé",
        "Injoignable",
        "En attente signature client",
        "Devis envoyé",
        "Relance n°2",
        "Relance 3",
        "2e relance",
        "Injoignable (3e appel)",
        "À revoir en 2027",
        "Gagné (50 %)",
        "R.D.V.",
        "RdV pris",
        "C'est non",
        "C’est non !",
        "Vendu à un concurrent",
        "En attente d'un financement",
        "Perdu – prix trop élevé",
        "Répondeur / message laissé",
        "EN_COURS_DE_TRAITEMENT",
        "Hors zone",
        "Faux numéro",
        "Doublon",
        "Projet abandonné",
        "Projet reporté à 2027",
        "Étude en cours",
        "Chez le notaire",
        "Métré à planifier",
        "Pose terminée",
        "Devis signé, acompte reçu",
        "SAV",
        "Chaud",
        "Ne répond pas",
        "Rendez-vous annulé",
        "Rappel J+2",
        "3ème relance",
        "1er RDV",
        "[Web] Étape #2",
        "Not interested",
        "Waiting for customer",
        "Call back later"
      })
  void anOrdinaryLabelPassesForOrdinaryLeads(String word) {
    for (String lead : LEADS) {
      assertThat(WordFilter.passes(word, values(lead))).as(lead).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Perdu - Lefèvre",
        "L%C3%A9f%C3%A8vre",
        "paul@autre.fr",
        "paul&#64;autre",
        "paul＠autre",
        "voir https://crm/1",
        "www crm",
        "crm.example.fr",
        "Code 75011",
        "Code ７５０１１",
        "01 02 3",
        "a\u0007b",
        "Perdu - Lef\uFFFDvre",
        "Perdu - LefÃ¨vre",
        "Perdu - Lef?vre",
        "Perdu - Lef*vre",
        "Lefèv",
        "J. Lefèvre",
        "Z. L. Lefevre",
        "zoe",
        "Z o é",
        "Z.O.É.",
        "éoz",
        "erv èfel",
        "ʟᴇꜰᴇᴠʀᴇ",
        "🅻🅴🅵🅴🆅🆁🅴",
        "🇱🇪🇫🇪🇻🇷🇪",
        "Lefеvrе",
        "Λεφεvρε",
        "Lef3vre",
        "L3f3vr3",
        "Z03",
        "TGVmw6h2cmU",
        "VEdWbXc2aDJjbVU9",
        "TGVm6HZyZQ",
        "4c6566e87672",
        "nomDeFamille",
        "Tres long libelle que personne ne peut ecrire dans un logiciel"
      })
  void aWordThatMayBeSomebodysIsWithheld(String word) {
    assertThat(WordFilter.passes(word, values)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Isabelle",
        "DURAND",
        "cancer du mari",
        "divorce en cours",
        "divorcée",
        "Relancer ebroc",
        "Bat. Corbeau",
        "Perdu: Xu",
        "Code 4711",
        "chez Odile"
      })
  void aWordOfALongCommentOrOfAMembersNameIsWithheld(String word) {
    String lead =
        """
        {"answers":{"Durand Isabelle":true,"Xu":1,"04711":"x"},"comment":"bonjour, mon mari a un cancer et nous sommes en
         plein divorce, nous habitons chez monsieur corbe au fond de la cour, merci de rappeler
         ou d'écrire à contact@exemple.fr ou de demander odile"}
        """;
    assertThat(WordFilter.passes(word, values(lead))).isFalse();
  }

  @Test
  void nothingPassesWhereTheLeadIsNotKnown() {
    assertThat(WordFilter.passes("Devis envoyé", Optional.empty())).isFalse();
  }

  @Property(tries = 1000)
  void noNamePassesHoweverItIsHidden(
      @ForAll("names") String name,
      @ForAll("disguises") UnaryOperator<String> disguise,
      @ForAll("places") String place) {
    String word = place.formatted(disguise.apply(name));
    assertThat(WordFilter.passes(word, values(place(name)))).as(word).isFalse();
  }

  /** As a value, in a long comment, as a member's name and deep inside. */
  private static String place(String name) {
    return switch (name.length() % 4) {
      case 0 -> "{\"lastname\":\"%s\"}".formatted(name);
      case 1 ->
          "{\"comment\":\"bonjour, je cherche une cuisine pour ma cliente %s qui emménage bientôt\"}"
              .formatted(name.toLowerCase(Locale.ROOT));
      case 2 -> "{\"people\":{\"%s\":true}}".formatted(name);
      default -> "{\"a\":[{\"b\":{\"c\":[1,\"%s\"]}}]}".formatted(name);
    };
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
        "Lefèvre",
        "Durey",
        "Zoé",
        "Öztürk",
        "Núñez",
        "Garnier",
        "Kowalski",
        "Nguyen",
        "Anne",
        "Müller",
        "Çelik",
        "Dubois",
        "Achère",
        "Pereira",
        "Bonnet",
        "Haddad",
        "Élise",
        "Łukasz");
  }

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of("%s", "Perdu - %s", "%s à rappeler", "Client (%s)", "M. %s !");
  }

  @Provide
  Arbitrary<UnaryOperator<String>> disguises() {
    return Arbitraries.of(
        Stream.concat(Spellings.changes().stream(), Spellings.disguises().stream()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | none",
        "'' | none",
        "application/json | application/json",
        "Text/Plain; Charset=\"ISO-8859-1\"; name=Dupont.txt | text/plain; charset=iso-8859-1",
        "application/json; charset=dupont | application/json",
        "dupont@example.com | none",
        "application/x-dupont-0601020304; charset=utf-8 | ; charset=utf-8",
        "; charset=utf-8 | ; charset=utf-8"
      })
  void ofAContentTypeOnlyTheTypeAndTheCharsetAreKept(String header, String kept) {
    assertThat(PlainContentType.of(header)).isEqualTo(kept);
  }

  private static Optional<LeadValues> values(String lead) {
    return LeadValues.of(lead.replace("\n", " ").getBytes(UTF_8));
  }
}
