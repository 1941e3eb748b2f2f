using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Notes;

namespace Chat.Sessions.Tests.Notes;

public sealed class NoteAccessTests
{
    private static readonly Note Written = new()
    {
        Id = Ids.New(),
        AuthorId = "jo",
        AuthorName = "Jo",
        Text = "calls back at ten",
        CreatedAt = DateTime.UnixEpoch,
    };

    [Theory]
    [InlineData(PrincipalKind.Agent, null)]
    [InlineData(PrincipalKind.SecretKey, null)]
    [InlineData(PrincipalKind.Visitor, "notes_forbidden")]
    [InlineData(PrincipalKind.User, "notes_forbidden")]
    [InlineData(PrincipalKind.Service, "notes_forbidden")]
    [InlineData(PrincipalKind.PublishableKey, "conversations_forbidden")]
    public void Demand_Kinds_AreTheCompanysOwn(PrincipalKind kind, string? code) =>
        Assert.Equal(code, NoteAccess.Demand(Somebody(kind, "jo", "")).Error?.Code);

    [Theory]
    [InlineData(PrincipalKind.Agent, "jo", "agent", true)]
    [InlineData(PrincipalKind.Agent, "JO", "agent", false)]
    [InlineData(PrincipalKind.Agent, "kim", "agent", false)]
    [InlineData(PrincipalKind.Agent, "kim", "manager", true)]
    [InlineData(PrincipalKind.Agent, "kim", "admin", true)]
    [InlineData(PrincipalKind.SecretKey, "sk", "", true)]
    public void MayChange_AnAgentsNote_AreItsAuthorAndWhoIsAbove(
        PrincipalKind kind,
        string subject,
        string role,
        bool may
    ) => Assert.Equal(may, NoteAccess.MayChange(Somebody(kind, subject, role), Written));

    [Theory]
    [InlineData(PrincipalKind.Agent, "", "agent", false)]
    [InlineData(PrincipalKind.Agent, "kim", "manager", true)]
    [InlineData(PrincipalKind.SecretKey, "another key", "", true)]
    public void MayChange_TheBackendsNote_AreKeysAndWhoIsAbove(
        PrincipalKind kind,
        string subject,
        string role,
        bool may
    ) => Assert.Equal(may, NoteAccess.MayChange(Somebody(kind, subject, role), Written with { AuthorId = "" }));

    [Fact]
    public void From_AnAgentsNote_HasEverything()
    {
        var answer = NoteAnswer.From(Written with { EditedAt = DateTime.UnixEpoch.AddDays(1) });

        Assert.Equal(
            (Written.Id, "jo", "Jo", Written.Text, Written.CreatedAt, DateTime.UnixEpoch.AddDays(1)),
            (answer.Id, answer.AuthorId, answer.AuthorName, answer.Text, answer.CreatedAt, answer.EditedAt)
        );
    }

    [Fact]
    public void From_TheBackendsNote_HasNoAuthor()
    {
        var answer = NoteAnswer.From(Written with { AuthorId = "", AuthorName = "" });

        Assert.Equal((null, null, null), (answer.AuthorId, answer.AuthorName, answer.EditedAt));
    }

    private static Principal Somebody(PrincipalKind kind, string subject, string role) =>
        new()
        {
            TenantId = Ids.New(),
            Subject = subject,
            Kind = kind,
            Roles = role.Length == 0 ? AgentRoles.UpTo("") : new HashSet<string>(StringComparer.Ordinal) { role },
        };
}
