using Chat.Testing.Servers;
using Npgsql;

namespace Chat.Knowledge.Analysis;

public sealed class EnglishStemmerTests
{
    private const string Beginnings =
        "abandon accept add agree allow apolog argu arsen band beauti bias bit boy bread buy by call cancel care carri "
        + "cheer clock commun compil cosmos cri day deliver deriv die digit dispatch dry early electri employ enjoy equ "
        + "except express fall feed fizz fluent form fox gas gener general generat grass happ hop hopp horr inn install "
        + "invent kiss know likel log lov luxur matt nation new nois notic off only organ own oxyg pay pil plan plann play "
        + "plot polic press privac proc quick radic rat rebel reciev refund relat return sail say see sens ship simpl sing "
        + "sky sle snow stat stop succ sup sy tan tie tool track trav try typ ugl univers us van visit wax weigh will yell "
        + "yes yoyo";

    private const string Endings =
        "- s es ed er ers ing ings ingly edly ly y ies ied eed eedly e al ally ance ancy ant ate ated ates ating ation "
        + "ational ations ative ator bility bli ble ably able abli ibly ible ic ical ically icate iciti icity ence ency ent "
        + "ently ement ments ment ful fully fulness ness less lessly ism ist istic isation ization ize izer ized izing ity "
        + "ities iviti ive ively iveness ion ional ionally ious ously ousness ogy ogi logi ology al alism ality aliti sses "
        + "ss us tional enci anci entli li ll lled lling tt tted tting bb dd zz";

    [Theory]
    [InlineData("consign consigned consigning consignment", "consign")]
    [InlineData("consist consisted consistent consistently consisting consists", "consist")]
    [InlineData("consolation consolations consolatory", "consol consol consolatori")]
    [InlineData("knack knackeries knaves knavish", "knack knackeri knave knavish")]
    [InlineData("knightly kneeling knew", "knight kneel knew")]
    [InlineData("cancel cancels canceled canceling", "cancel")]
    [InlineData("refunds refunding refunded refundable", "refund")]
    [InlineData("generate generally generous", "generat general generous")]
    [InlineData("skies dying early news", "sky die earli news")]
    [InlineData("gas this gaps kiwis", "gas this gap kiwi")]
    [InlineData("hopping hoping hop", "hop hope hop")]
    [InlineData("cry by say", "cri by say")]
    [InlineData("a is it", "a is it")]
    public void Stem_PublishedSample_IsAsPublished(string words, string stems)
    {
        var expected = stems.Split(' ');

        var found = words.Split(' ').Select(Stem).ToList();

        Assert.Equal(expected.Length == 1 ? Enumerable.Repeat(stems, found.Count) : expected, found);
    }

    [Fact]
    [Trait("Level", "Component")]
    public async Task Stem_EveryEnding_IsWhatPostgresMakesOfIt()
    {
        var words = (
            from beginning in Beginnings.Split(' ')
            from ending in Endings.Split(' ')
            select (beginning + ending).TrimEnd('-')
        )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        await using var source = NpgsqlDataSource.Create((await PostgresServer.SharedAsync()).ConnectionString);
        await using var command = source.CreateCommand(
            "select word, (ts_lexize('english_stem', word))[1] from unnest($1) as word"
        );
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. words] });

        var different = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var word = reader.GetString(0);
            // Postgres' dictionary has stop words, which it stems to nothing.
            var isStopWord = await reader.IsDBNullAsync(1, TestContext.Current.CancellationToken);
            if (!isStopWord && Stem(word) != reader.GetString(1))
            {
                different.Add($"{word}: {Stem(word)}, not {reader.GetString(1)}");
            }
        }

        Assert.True(words.Count > 10_000);
        Assert.True(different.Count == 0, string.Join('\n', different.Take(50)));
    }

    private static string Stem(string word)
    {
        var letters = word.ToCharArray();
        return new string(letters, 0, EnglishStemmer.Stem(letters));
    }
}
