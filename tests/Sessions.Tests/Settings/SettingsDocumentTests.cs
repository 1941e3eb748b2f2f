using Chat.Sessions.Settings;

namespace Chat.Sessions.Tests.Settings;

public sealed class SettingsDocumentTests
{
    public static TheoryData<string> Names => [.. SettingsSections.All.Select(section => section.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Paper_EverySetting_IsInItsTable(string name)
    {
        var section = SettingsSections.Find(name)!;
        var paper = await File.ReadAllTextAsync(
            Path.Combine(Root(), "docs", "settings.md"),
            TestContext.Current.CancellationToken
        );
        var rows = paper.Split($"| **{name}** |")[1].Split("| **")[0];

        Assert.DoesNotContain(
            section.ToJson(section.Default).Select(field => field.Key),
            field => !rows.Contains($"`{field}", StringComparison.Ordinal)
        );
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Chat.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
