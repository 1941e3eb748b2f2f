using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Agents;

namespace Chat.Sessions.Tests.Agents;

public sealed class AgentReaderTests
{
    private static readonly AgentBody Valid = new() { Email = " ada@example.com ", Name = "Ada" };

    [Fact]
    public void Read_AddressAndName_IsEnoughForANewOne()
    {
        var changes = AgentReader.Read(Valid, isNew: true).Value;

        Assert.Equal(("ada@example.com", "Ada"), (changes.Email, changes.Name));
        Assert.Null(changes.Role);
    }

    [Fact]
    public void Read_NothingAtAll_ChangesNothing() =>
        Assert.Equal(new AgentChanges(), AgentReader.Read(new AgentBody(), isNew: false).Value);

    [Fact]
    public void Read_NothingForANewOne_NamesWhatIsMissing() =>
        Assert.Equal(["/email", "/name"], Faults(new AgentBody(), isNew: true));

    [Fact]
    public void Read_EverythingWrong_NamesAll()
    {
        var body = new AgentBody
        {
            Email = "ada",
            Name = "a\0b",
            AvatarUrl = "http://example.com/a.png",
            Role = "boss",
            Title = new string('t', 201),
            Capacity = 0,
            Skills = ["ok", " "],
            Department = new string('d', 101),
            Visibility = "hidden",
            ModeOverride = "auto",
        };

        Assert.Equal(
            [
                "/email",
                "/name",
                "/avatarUrl",
                "/role",
                "/title",
                "/capacity",
                "/skills/1",
                "/department",
                "/visibility",
                "/modeOverride",
            ],
            Faults(body, isNew: true)
        );
    }

    [Theory]
    [InlineData("https://cdn.example.com/ada.png", false)]
    [InlineData("", false)]
    [InlineData("http://cdn.example.com/ada.png", true)]
    [InlineData("//cdn.example.com/ada.png", true)]
    [InlineData("javascript:alert(1)", true)]
    [InlineData("data:image/png;base64,AA==", true)]
    [InlineData("https://user:pass@example.com/", true)]
    public void Read_AvatarUrl_IsHttpsAlone(string address, bool refused) =>
        Assert.Equal(refused, Faults(Valid with { AvatarUrl = address }, isNew: true) is ["/avatarUrl"]);

    [Theory]
    [InlineData(1, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    [InlineData(-1, true)]
    public void Read_Capacity_IsBounded(int capacity, bool refused) =>
        Assert.Equal(refused, Faults(Valid with { Capacity = capacity }, isNew: true) is ["/capacity"]);

    [Fact]
    public void Read_Skills_AreTrimmedAndNamedOnce() =>
        Assert.Equal(
            ["billing", "French"],
            AgentReader.Read(Valid with { Skills = ["billing ", "French", "BILLING"] }, isNew: true).Value.Skills!
        );

    [Fact]
    public void Read_MoreSkillsThanMayBe_IsRefused() =>
        Assert.Equal(
            ["/skills"],
            Faults(Valid with { Skills = [.. Enumerable.Range(0, 51).Select(n => $"s{n}")] }, isNew: true)
        );

    [Theory]
    [InlineData("/name", 1, 200)]
    [InlineData("/title", 0, 200)]
    [InlineData("/department", 0, 100)]
    [InlineData("/skills/0", 1, 50)]
    public void Read_Text_IsTrimmedAndBounded(string pointer, int least, int most)
    {
        Assert.Empty(Faults(With(pointer, $" {new string('x', most)} "), isNew: true));
        Assert.Equal([pointer], Faults(With(pointer, new string('x', most + 1)), isNew: true));
        Assert.Equal([pointer], Faults(With(pointer, "a\0"), isNew: true));
        Assert.Equal(least > 0 ? [pointer] : [], Faults(With(pointer, " "), isNew: true));
    }

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(2_001, true)]
    public void Read_AvatarUrl_IsBounded(int length, bool refused) =>
        Assert.Equal(
            refused,
            Faults(Valid with { AvatarUrl = "https://a.example/".PadRight(length, 'x') }, isNew: true) is ["/avatarUrl"]
        );

    [Fact]
    public void Read_AsManySkillsAsMayBe_AreTaken() =>
        Assert.Empty(Faults(Valid with { Skills = [.. Enumerable.Range(0, 50).Select(n => $"s{n}")] }, isNew: true));

    [Fact]
    public void Read_EveryField_IsTaken()
    {
        var changes = AgentReader
            .Read(
                new AgentBody
                {
                    Email = "ada@example.com",
                    Name = " Ada ",
                    AvatarUrl = "https://a.example/a.png",
                    Role = "manager",
                    Title = " Lead ",
                    Capacity = 3,
                    Skills = [],
                    Department = "Sales",
                    Visibility = "public",
                    IsActive = false,
                    ModeOverride = "ai",
                    AiEnabled = false,
                    AutoAccept = true,
                    IsDefault = true,
                },
                isNew: false
            )
            .Value;

        Assert.Equal(
            ("ada@example.com", "Ada", "https://a.example/a.png", "Lead", "Sales"),
            (changes.Email, changes.Name, changes.AvatarUrl, changes.Title, changes.Department)
        );
        Assert.Equal(
            (AgentRole.Manager, AgentVisibility.Public, AgentMode.Ai, 3),
            (changes.Role, changes.Visibility, changes.ModeOverride, changes.Capacity)
        );
        Assert.Equal(
            (false, false, true, true),
            (changes.IsActive, changes.AiEnabled, changes.AutoAccept, changes.IsDefault)
        );
        Assert.Empty(changes.Skills!);
    }

    [Theory]
    [InlineData("Admin")]
    [InlineData("")]
    [InlineData("1")]
    public void Read_Role_IsOneOfItsWordsExactly(string role) =>
        Assert.Equal(["/role"], Faults(new AgentBody { Role = role }, isNew: false));

    private static AgentBody With(string pointer, string text) =>
        pointer switch
        {
            "/name" => Valid with { Name = text },
            "/title" => Valid with { Title = text },
            "/department" => Valid with { Department = text },
            _ => Valid with { Skills = [text] },
        };

    private static string[] Faults(AgentBody body, bool isNew) =>
        AgentReader.Read(body, isNew).Error is Invalid invalid
            ? [.. invalid.Faults.Select(fault => fault.Pointer)]
            : [];
}
