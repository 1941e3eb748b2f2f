using FsCheck;
using FsCheck.Fluent;

namespace Chat.Knowledge.Corpora;

public sealed class CorpusSearchTests
{
    private const double Tolerance = 1e-6;

    /// <summary>Not a round number, so that rounding decides nothing.</summary>
    private const double MinScore = 0.31371;

    private static readonly string[] Words =
    [
        .. (
            "refund refunds money back parcel delivery how long order cancel canceling cancelled zebra zebras zebrra quilt "
            + "quilts quiltet the is my please new invoice invoices password forgot account treasure tresure oak oaken "
            + "passwort zurücksetzen rückgabe rückgaben पासवर्ड रीसेट 密码 重置密码 パスワード xj900 xj901"
        ).Split(' '),
    ];

    [Fact]
    public void Find_AnyDocuments_IsWhatTheReferenceFinds() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll<byte[][], byte[]>((documents, question) => IsAsReference(documents, Text(question)))
        );

    [Fact]
    public void Find_Misspelling_GuessesTheWord() =>
        Assert.Equal("No.", new CorpusScene().Faq("Do you sell zebras?", "No.").Best("zebbras"));

    [Fact]
    public void Find_AnotherFirstLetter_GuessesNothing() =>
        Assert.Null(new CorpusScene().Faq("Do you sell zebras?", "No.").Best("xebras"));

    [Fact]
    public void Find_KnownWord_IsNotGuessed()
    {
        var scene = new CorpusScene().Faq("Do you sell quilts?", "Yes.").Faq("Do you sell quills?", "No.");

        Assert.Equal(["No."], scene.Search("quill").Select(hit => hit.Chunk.Text));
    }

    [Fact]
    public void Find_RareWord_WeighsMoreThanACommonOne()
    {
        var scene = new CorpusScene().Text("Zebra", "About the animal.");
        for (var number = 0; number < 30; number++)
        {
            scene.Text($"Quilt {number}", "About the quilt.");
        }

        Assert.Equal("About the animal.", scene.Best("zebra quilt"));
    }

    [Fact]
    public void Find_WordInTheBodyOnly_ScoresLessThanInTheQuestion()
    {
        var scene = new CorpusScene().Faq("Anything else?", "We sell zebras.").Faq("Zebras?", "Yes.");

        var hits = scene.Search("zebra");

        Assert.Equal(["Yes.", "We sell zebras."], hits.Select(hit => hit.Chunk.Text));
        Assert.True(hits[0].Score > hits[1].Score);
    }

    [Fact]
    public void Find_EqualScores_KeepTheOrderOfTheIndex()
    {
        var scene = new CorpusScene();
        for (var number = 0; number < 50; number++)
        {
            scene.Faq("Zebras?", $"{number}");
        }

        Assert.Equal(["0", "1", "2"], scene.Search("zebra", 3).Select(hit => hit.Chunk.Text));
    }

    [Fact]
    public void Find_AfterAnotherSearch_RemembersNothingOfIt()
    {
        var scene = new CorpusScene().Faq("Zebras?", "1").Faq("Quilts?", "2");
        var before = scene.Search("zebra treasure");

        scene.Search("quilt quiltet zebra");
        scene.Search("zebrra");

        Assert.Equal(before, scene.Search("zebra treasure"));
    }

    [Fact]
    public void Find_NoDocuments_FindsNothing() => Assert.Empty(new CorpusScene().Search("zebra zebbra"));

    [Fact]
    public void Index_BeyondItsMemory_LeavesChunksOut()
    {
        var scene = new CorpusScene(maxBytes: 20_000);
        for (var number = 0; number < 100; number++)
        {
            scene.Text($"Zebra {number}", new string('x', 500));
        }

        Assert.Equal(100, scene.Index.DocumentCount);
        Assert.InRange(scene.Index.SkippedChunks, 50, 99);
        Assert.Equal(100, scene.Index.Chunks.Length + scene.Index.SkippedChunks);
        Assert.InRange(scene.Index.Bytes, 20_000, 22_000);
        Assert.NotEmpty(scene.Search("zebra"));
    }

    private static bool IsAsReference(byte[][] documents, string question)
    {
        var scene = new CorpusScene();
        foreach (var document in documents)
        {
            _ =
                document.Length % 2 == 0
                    ? scene.Faq(Text(document.Take(3)), Text(document.Skip(5)), Text(document.Skip(3).Take(2)) + " x")
                    : scene.Text(Text(document.Take(2)), Text(document.Skip(2)));
        }
        var expected = new ReferenceSearch(scene.Index).Scores(question, MinScore);
        var found = scene.Search(question, 20, MinScore);
        var best = expected.Where(score => score > 0).OrderDescending().Take(20).ToList();
        var places = found.Select(hit => Array.IndexOf(scene.Index.Chunks, hit.Chunk)).ToList();
        return best.Count == found.Count
            && best.Zip(found).All(pair => Math.Abs(pair.First - pair.Second.Score) < Tolerance)
            && places.Zip(found).All(pair => Math.Abs(expected[pair.First] - pair.Second.Score) < Tolerance)
            && places.Zip(places.Skip(1)).All(pair => expected[pair.First] > expected[pair.Second] - Tolerance)
            && places.Distinct().Count() == places.Count;
    }

    private static string Text(IEnumerable<byte> words) =>
        string.Join(' ', words.Select(word => Words[word % Words.Length]));
}
