using Chat.Sessions.AgentLogins;

namespace Chat.Sessions.Tests.AgentLogins;

public sealed class InvitationTokenTests
{
    private static readonly Guid Tenant = new("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid Agent = new("0190c000-0000-7000-8000-000000000002");

    [Fact]
    public void Read_OwnToken_SaysWhoIsInvited() =>
        Assert.Equal((Tenant, Agent), InvitationToken.Read(InvitationToken.Create(Tenant, Agent)));

    [Fact]
    public void Create_Twice_IsNotTheSameToken() =>
        Assert.NotEqual(InvitationToken.Create(Tenant, Agent), InvitationToken.Create(Tenant, Agent));

    [Fact]
    public void HashOf_Token_IsThatOfAllOfIt()
    {
        var token = InvitationToken.Create(Tenant, Agent);

        Assert.Equal(32, InvitationToken.HashOf(token).Length);
        Assert.Equal(InvitationToken.HashOf(token), InvitationToken.HashOf(token));
        Assert.NotEqual(InvitationToken.HashOf(token), InvitationToken.HashOf(token[..^1]));
    }

    [Fact]
    public void Read_AnythingElse_IsNone()
    {
        var token = InvitationToken.Create(Tenant, Agent);

        Assert.All(
            [
                "",
                "inv_",
                token[..^1],
                token + "A",
                "INV_" + token[4..],
                "rt__" + token[4..],
                token[..^1] + "!",
                token[..^2] + "==",
                " " + token[1..],
            ],
            text => Assert.Null(InvitationToken.Read(text))
        );
    }
}
