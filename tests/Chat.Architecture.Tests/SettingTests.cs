using System.Text;

namespace Chat.Architecture.Tests;

/// <summary>What the papers say of settings is what the options classes say.</summary>
public sealed class SettingTests
{
    private const string Paper = "docs/options.md";

    // Set to 1 to have the paper written anew.
    private const string Update = "CHAT_WRITE_PAPERS";

    public static TheoryData<string> Papers => new([.. Repository.Files("docs", ".md"), "README.md"]);

    [Fact]
    public void Paper_OfAllOptions_IsWhatTheirClassesSay()
    {
        var text = Write();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(Path.Combine(Repository.Root, Paper), text);
        }

        Assert.True(
            Repository.Exists(Paper) && Repository.Read(Paper) == text,
            $"{Paper} is old: run this test once with {Update}=1 and commit what it wrote."
        );
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Tables_WithSettings_NameThemAndTheirDefaults(string paper) =>
        Faults.AssertNone(FaultsIn(Repository.Read(paper)).Select(fault => $"{paper}: {fault}"));

    [Fact]
    public void Tables_WithWrongSettings_AreFound()
    {
        const string table = """
            | setting | default | meaning |
            |---|---|---|
            | `Auth:KeyLifetime`, `:RefusalLifetime` | 31 s, 5 s | |
            | `Limits:MaxBodyBytes` | 64 KiB | |
            | `Auth:NoSuchThing` | 5 | |
            """;

        Assert.Equal(
            ["Auth:KeyLifetime: 31 s, but it is 30 s", "Auth:NoSuchThing: there is no such setting"],
            FaultsIn(table)
        );
    }

    private static IEnumerable<string> FaultsIn(string paper)
    {
        foreach (var row in SettingRow.In(paper))
        {
            for (var i = 0; i < row.Names.Count; i++)
            {
                var (name, said) = (row.Names[i], row.Defaults.ElementAtOrDefault(i));
                var named = SettingCatalog.All.Where(setting => setting.IsNamed(name)).ToList();
                if (named.Count == 0)
                {
                    yield return $"{name}: there is no such setting";
                }
                else if (named.Count == 1 && said is not null && !SettingDefault.Agrees(named[0].Default, said))
                {
                    yield return $"{name}: {said}, but it is {named[0].Default}";
                }
            }
        }
    }

    private static string Write()
    {
        var text = new StringBuilder(
            """
            # Every option

            What can be set beside what [configuration](configuration.md) explains, with defaults, units and ranges. A test
            writes this page from the options classes. In environment variables `__` stands for `:`, a number for `<n>`.

            """
        );
        foreach (
            var owner in SettingCatalog
                .All.GroupBy(setting => setting.Owner)
                .OrderBy(owner => owner.Key, StringComparer.Ordinal)
        )
        {
            var title = owner.Key.StartsWith("services/", StringComparison.Ordinal)
                ? owner.Key["services/".Length..]
                : "All services";
            text.Append($"\n## {title}\n| setting | default | meaning |\n|---|---|---|\n");
            foreach (var setting in owner.OrderBy(setting => setting.Name, StringComparer.Ordinal))
            {
                var meaning = setting.Meaning.Replace("|", "\\|", StringComparison.Ordinal);
                text.Append($"| `{setting.Name}` | {setting.Default} | {meaning} |\n");
            }
        }

        return text.ToString();
    }
}
