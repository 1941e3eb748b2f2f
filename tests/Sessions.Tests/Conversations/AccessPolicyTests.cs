using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Conversations;

public sealed class AccessPolicyTests
{
    [Theory]
    [InlineData(PrincipalKind.Visitor, (int)AuthorKind.Visitor)]
    [InlineData(PrincipalKind.User, (int)AuthorKind.User)]
    public void GuardOf_Person_OpensItsOwnConversationsOnly(PrincipalKind kind, int author) =>
        Assert.Equal(new ConversationGuard((AuthorKind)author, "me"), AccessPolicy.GuardOf(Of(kind)).Value);

    [Theory]
    [InlineData(PrincipalKind.Agent)]
    [InlineData(PrincipalKind.SecretKey)]
    [InlineData(PrincipalKind.Service)]
    public void GuardOf_TheCompany_OpensAllOfTheTenant(PrincipalKind kind) =>
        Assert.Equal(ConversationGuard.None, AccessPolicy.GuardOf(Of(kind)).Value);

    [Theory]
    [InlineData(PrincipalKind.PublishableKey)]
    [InlineData((PrincipalKind)0)]
    [InlineData((PrincipalKind)99)]
    public void GuardOf_AnybodyElse_IsForbidden(PrincipalKind kind) =>
        Assert.IsType<ConversationsForbidden>(AccessPolicy.GuardOf(Of(kind)).Error);

    [Theory]
    [InlineData((int)AuthorKind.Visitor, "me", true)]
    [InlineData((int)AuthorKind.Visitor, "ME", false)]
    [InlineData((int)AuthorKind.Visitor, "me ", false)]
    [InlineData((int)AuthorKind.Visitor, "", false)]
    [InlineData((int)AuthorKind.User, "me", false)]
    [InlineData((int)AuthorKind.Agent, "me", false)]
    [InlineData((int)AuthorKind.Ai, "me", false)]
    [InlineData((int)AuthorKind.System, "", false)]
    public void MayWriteAs_Visitor_OnlyAsItself(int kind, string id, bool expected) =>
        Assert.Equal(
            expected,
            AccessPolicy.MayWriteAs(
                new ConversationGuard(AuthorKind.Visitor, "me"),
                new Author((AuthorKind)kind, id, "")
            )
        );

    [Theory]
    [InlineData((int)AuthorKind.Visitor)]
    [InlineData((int)AuthorKind.Ai)]
    [InlineData((int)AuthorKind.System)]
    public void MayWriteAs_NotConfined_AsAnybody(int kind) =>
        Assert.True(AccessPolicy.MayWriteAs(ConversationGuard.None, new Author((AuthorKind)kind, "x", "")));

    private static Principal Of(PrincipalKind kind) =>
        new()
        {
            TenantId = Ids.New(),
            Subject = "me",
            Kind = kind,
        };
}
