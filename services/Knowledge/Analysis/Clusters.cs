using System.Text;

namespace Chat.Knowledge.Analysis;

/// <summary>
/// Cuts a stretch of Thai, Lao, Khmer or Burmese, which have no spaces between words, into what is written as one: a
/// consonant with its vowels, and what stands below it.
/// </summary>
internal static class Clusters
{
    private const char KhmerJoiner = '\u17D2';
    private const char BurmeseJoiner = '\u1039';

    /// <summary>What only holds a sentence together; a word ends where one stands.</summary>
    private static readonly List<string>[] Particles = [.. (
            // Thai: how, what, when, where, why, how much, or, and, of, I, polite endings, will, can, must, is, want.
            "อย่างไร ยังไง อะไร เมื่อไหร่ เมื่อไร ที่ไหน ทำไม เท่าไหร่ เท่าไร หรือไม่ หรือ และ ของ ฉัน ดิฉัน ผม ครับ ค่ะ คะ ไหม "
            + "จะ ได้ ต้อง เป็น คือ อยาก "
            // Lao: how, what, when, where, how much, or, and, of, I, will, can, must.
            + "ແນວໃດ ຫຍັງ ເມື່ອໃດ ຢູ່ໃສ ເທົ່າໃດ ຫຼື ແລະ ຂອງ ຂ້ອຍ ຈະ ໄດ້ ຕ້ອງ ແມ່ນ "
            // Khmer: how, what, when, where, how much, or, and, of, I, question.
            + "យ៉ាងដូចម្តេច ដូចម្តេច យ៉ាងណា អ្វី ពេលណា នៅឯណា ប៉ុន្មាន ឬ និង របស់ ខ្ញុំ តើ ទេ "
            // Burmese: how, what, when, where, how much, I, polite and sentence endings, of.
            + "ဘယ်လို ဘာ ဘယ်တော့ ဘယ်မှာ ဘယ်လောက် ကျွန်တော် ကျွန်မ ကျွန်ုပ် သည် ပါသလဲ သလဲ လဲ ပါ တယ် ရဲ့ မလဲ"
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PlainClusters).OrderByDescending(clusters => clusters.Count)];

    /// <summary>The clusters of a stretch, those between particles together; none empty.</summary>
    public static IEnumerable<List<string>> Between(string stretch)
    {
        var clusters = Cut(stretch);
        var part = new List<string>();
        for (var place = 0; place < clusters.Count; place++)
        {
            if (ParticleAt(clusters, place) is not { } length)
            {
                part.Add(clusters[place]);
                continue;
            }
            if (part.Count > 0)
            {
                yield return part;
                part = [];
            }
            place += length - 1;
        }
        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static int? ParticleAt(List<string> clusters, int place)
    {
        foreach (var particle in Particles)
        {
            if (
                clusters.Count - place >= particle.Count
                && clusters.Slice(place, particle.Count).SequenceEqual(particle, StringComparer.Ordinal)
            )
            {
                return particle.Count;
            }
        }
        return null;
    }

    private static List<string> PlainClusters(string word) =>
        Cut(string.Concat(word.Where(unit => !Letters.IsSilent(unit))));

    private static List<string> Cut(string stretch)
    {
        var clusters = new List<string>();
        var cluster = new StringBuilder();
        foreach (var unit in stretch)
        {
            if (cluster.Length > 0 && !Continues(cluster, unit))
            {
                clusters.Add(cluster.ToString());
                cluster.Clear();
            }
            cluster.Append(unit);
        }
        if (cluster.Length > 0)
        {
            clusters.Add(cluster.ToString());
        }
        return clusters;
    }

    private static bool Continues(StringBuilder cluster, char unit) =>
        Letters.IsVowelSign(unit)
        || IsFollowingVowel(unit)
        || cluster[^1] is KhmerJoiner or BurmeseJoiner
        || IsLeadingVowel(cluster[^1]);

    // Written before the consonant it is spoken after.
    private static bool IsLeadingVowel(char unit) =>
        unit is (>= '\u0E40' and <= '\u0E44') or (>= '\u0EC0' and <= '\u0EC4');

    // Written behind the consonant, and a letter to Unicode.
    private static bool IsFollowingVowel(char unit) =>
        unit is '\u0E30' or '\u0E32' or '\u0E33' or '\u0E45' or '\u0EB0' or '\u0EB2' or '\u0EB3';
}
