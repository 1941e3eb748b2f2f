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

    private static string[] Faults(AgentBody body, bool isNew) =>
        AgentReader.Read(body, isNew).Error is Invalid invalid
            ? [.. invalid.Faults.Select(fault => fault.Pointer)]
            : [];
}
