using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Visitors;

/// <summary>Histories are joined on proof, and on nothing else.</summary>
[Trait("Level", "Component")]
public sealed class MergeTests(SessionsFixture sessions)
{
    private readonly VisitorScene scene = new(sessions.A);

    [Fact]
    public async Task Identify_WithAUserToken_OpensBothHistoriesToBoth()
    {
        var visitor = scene.Visitor();
        var (user, customerId) = await scene.UserAsync();
        var anonymous = (await visitor.PostAsync("as a visitor")).Conversation.Id;
        var known = (await user.PostAsync("as a user")).Conversation.Id;

        var me = await VisitorScene.ProveAsync(visitor, user);

        Assert.Equal((customerId, "Ada"), (me.CustomerId, me.Name));
        Assert.Equal(2, (await user.PostAsync("goes on", anonymous)).Message.Sequence);
        Assert.Equal(2, (await visitor.At(sessions.B).PostAsync("old browser", known)).Message.Sequence);
        Assert.Equal(2, (await visitor.ListAsync(known)).Messages.Count);
        Assert.Equal([known, anonymous], await IdsAsync(visitor, "/v1/conversations"));
        Assert.Equal([known, anonymous], await IdsAsync(user, "/v1/me/conversations"));
        Assert.Equal(HttpStatusCode.OK, (await user.GetAsync($"/v1/conversations/{anonymous}")).Status);
    }

    [Fact]
    public async Task Follow_AnotherIdentityOfTheSameCustomer_IsLetIn()
    {
        var visitor = scene.Visitor();
        var (user, _) = await scene.UserAsync();
        var conversation = (await visitor.PostAsync("as a visitor")).Conversation.Id;
        await VisitorScene.ProveAsync(visitor, user);

        using var follower = new Follower(scene.Company.Somebody(PrincipalKind.Service));
        await follower.SubscribeAsync(user, conversation);
        await follower.SubscribedAsync();

        Assert.Equal("as a visitor", (await follower.NextAsync()).Message.Text);
    }

    [Fact]
    public async Task Identify_Twice_ChangesNothing()
    {
        var visitor = scene.Visitor();
        var (user, _) = await scene.UserAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => VisitorScene.ProveAsync(visitor, user)));

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Identify_VisitorOfAnotherUser_IsRefused()
    {
        var visitor = scene.Visitor();
        var (first, _) = await scene.UserAsync();
        var (second, _) = await scene.UserAsync();
        await VisitorScene.ProveAsync(visitor, first);

        var refusal = await Caller.RefusalAsync(() => VisitorScene.ProveAsync(visitor, second));

        Assert.Equal("visitor_taken", refusal.ToError().Code);
    }

    [Fact]
    public async Task Identify_SameEmailWithoutProof_OpensNothing()
    {
        var email = VisitorScene.NewEmail();
        var (user, _) = await scene.UserAsync(email);
        var known = (await user.PostAsync("mine")).Conversation.Id;
        var (thief, other) = (scene.Visitor(), scene.Visitor());
        var claimed = (await other.PostAsync("claimed before")).Conversation.Id;
        await VisitorScene.ClaimAsync(other, email);

        var me = await VisitorScene.ClaimAsync(thief, email, "Not Ada");

        Assert.Equal(("", "Not Ada"), (me.CustomerId, me.Name));
        foreach (var conversation in (string[])[known, claimed])
        {
            var post = await Caller.RefusalAsync(() => thief.PostAsync("let me in", conversation));
            var list = await Caller.RefusalAsync(() => thief.ListAsync(conversation));
            Assert.Equal((StatusCode.NotFound, StatusCode.NotFound), (post.StatusCode, list.StatusCode));
        }

        Assert.Empty(await IdsAsync(thief, "/v1/conversations"));
        Assert.Equal("Ada", (await scene.CustomerByEmailAsync(email))!.Value.GetProperty("name").GetString());
        var own = (await thief.PostAsync("my own")).Conversation.Id;
        var (_, body) = await thief.GetAsync($"/v1/conversations/{own}");
        Assert.DoesNotContain(email, body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, body.GetProperty("customerId").ValueKind);
    }

    [Fact]
    public async Task Identify_ProvenByAnotherTenantsUser_IsForbidden()
    {
        var stranger = Caller.Of(sessions.A, PrincipalKind.User);

        var refusal = await Caller.RefusalAsync(() => VisitorScene.ProveAsync(scene.Visitor(), stranger));

        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }

    [Fact]
    public async Task Identify_ForgedUserIdentity_IsUnauthenticated()
    {
        var refusal = await Caller.RefusalAsync(() =>
            VisitorScene.IdentifyAsync(scene.Visitor(), new Wire.IdentifyRequest { UserIdentity = "eyJ.eyJ.x" })
        );

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
    }

    [Fact]
    public async Task Identify_ClaimedBefore_TheClaimGoesAndItsAddressIsNotTakenOver()
    {
        var email = VisitorScene.NewEmail();
        var visitor = scene.Visitor();
        await VisitorScene.ClaimAsync(visitor, email, "Somebody");
        var (user, customerId) = await scene.UserAsync();

        await VisitorScene.ProveAsync(visitor, user);

        Assert.Null(await scene.CustomerByEmailAsync(email));
        var (_, customer) = await scene.Company.Backend.GetAsync($"/v1/customers/{customerId}");
        Assert.Null(customer.GetProperty("email").GetString());
    }

    [Fact]
    public async Task Link_ByTheCompany_JoinsTheHistories()
    {
        var visitor = scene.Visitor();
        var (user, customerId) = await scene.UserAsync();
        var anonymous = (await visitor.PostAsync("as a visitor")).Conversation.Id;

        var (status, _) = await LinkAsync(scene.Company.Backend, customerId, visitor);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, (await user.PostAsync("goes on", anonymous)).Message.Sequence);
        Assert.Equal([anonymous], await IdsAsync(scene.Company.Backend, $"/v1/customers/{customerId}/conversations"));
    }

    [Fact]
    public async Task Link_RetryUnderTheOtherName_ReturnsTheFirst()
    {
        var visitor = scene.Visitor();
        var (user, customerId) = await scene.UserAsync();
        var request = visitor.Message("once");
        request.ClientMessageId = "m-1";
        var first = await visitor.PostAsync(request);
        await LinkAsync(scene.Company.Backend, customerId, visitor);
        var retry = user.Message("once", first.Conversation.Id);
        retry.ClientMessageId = "m-1";

        var second = await user.PostAsync(retry);

        Assert.True(second.Duplicate);
        Assert.Equal(first.Message.Id, second.Message.Id);
    }

    [Fact]
    public async Task Link_ByAnybodyElse_IsForbidden()
    {
        var (user, customerId) = await scene.UserAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await LinkAsync(user, customerId, scene.Visitor())).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await LinkAsync(scene.Company.Backend, Ids.NewText(), scene.Visitor())).Status
        );
    }

    [Fact]
    public async Task Identify_ToABlockedCustomer_BlocksTheVisitorsConversationsToo()
    {
        var visitor = scene.Visitor();
        var (user, customerId) = await scene.UserAsync();
        var anonymous = (await visitor.PostAsync("as a visitor")).Conversation.Id;
        await scene.Company.Backend.PatchAsync($"/v1/customers/{customerId}", new { status = "blocked" });

        await VisitorScene.ProveAsync(visitor, user);

        foreach (var caller in (Caller[])[visitor, user])
        {
            var refusal = await Caller.RefusalAsync(() => caller.PostAsync("again", anonymous));
            Assert.Equal("customer_blocked", refusal.ToError().Code);
        }
    }

    [Fact]
    public async Task Deleted_Customer_ItsVisitorsSeeTheirOwnAgain()
    {
        var visitor = scene.Visitor();
        var (user, customerId) = await scene.UserAsync();
        var anonymous = (await visitor.PostAsync("as a visitor")).Conversation.Id;
        await VisitorScene.ProveAsync(visitor, user);

        await scene.Company.Backend.DeleteAsync($"/v1/customers/{customerId}");

        Assert.Single((await visitor.ListAsync(anonymous)).Messages);
        var refusal = await Caller.RefusalAsync(() => user.ListAsync(anonymous));
        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
    }

    private static Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> LinkAsync(
        Caller caller,
        string customerId,
        Caller visitor
    ) => caller.SubmitAsync($"/v1/customers/{customerId}/visitors", new { visitorId = visitor.Principal.Subject });

    private static async Task<IEnumerable<string?>> IdsAsync(Caller caller, string path)
    {
        var (status, body) = await caller.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, status);
        return body.GetProperty("data").EnumerateArray().Select(found => found.GetProperty("id").GetString());
    }
}
