using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Agents;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Visitors;

/// <summary>The company's word that a visitor is a customer, and what either may see and change then.</summary>
[Trait("Level", "Component")]
public sealed class LinkVisitorTests(SessionsFixture sessions)
{
    private readonly VisitorScene scene = new(sessions.A);

    [Theory]
    [InlineData(1, HttpStatusCode.OK)]
    [InlineData(128, HttpStatusCode.OK)]
    [InlineData(129, HttpStatusCode.BadRequest)]
    [InlineData(0, HttpStatusCode.BadRequest)]
    public async Task Link_VisitorsId_IsBounded(int length, HttpStatusCode expected)
    {
        var (_, customerId) = await scene.UserAsync();

        var (status, body) = await LinkAsync(customerId, new string('v', length));

        Assert.Equal(expected, status);
        Assert.True(
            status == HttpStatusCode.OK
                || body.GetProperty("errors")[0].GetProperty("pointer").GetString() == "/visitorId"
        );
    }

    [Theory]
    [InlineData("""{"visitorId":"a\u0000"}""")]
    [InlineData("""{"visitorId":null}""")]
    [InlineData("{}")]
    public async Task Link_NoVisitor_IsNamed(string body)
    {
        var (_, customerId) = await scene.UserAsync();

        var (status, problem) = await scene.Company.Backend.SubmitAsync(
            $"/v1/customers/{customerId}/visitors",
            JsonDocument.Parse(body).RootElement
        );

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/visitorId", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Link_Twice_IsTheSame()
    {
        var (_, customerId) = await scene.UserAsync();
        var visitor = scene.Visitor().Principal.Subject;

        var (_, first) = await LinkAsync(customerId, visitor);
        var (status, second) = await LinkAsync(customerId, visitor);

        Assert.Equal((HttpStatusCode.OK, first.GetRawText()), (status, second.GetRawText()));
        Assert.Equal(
            ("visitor", visitor, customerId),
            (Text(first, "kind"), Text(first, "id"), Text(first, "customerId"))
        );
        Assert.True(first.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task Link_ToAnotherCustomerThan_IsRefused()
    {
        var (_, one) = await scene.UserAsync();
        var (_, other) = await scene.UserAsync();
        var visitor = scene.Visitor().Principal.Subject;
        await LinkAsync(one, visitor);

        var (status, problem) = await LinkAsync(other, visitor);

        Assert.Equal((HttpStatusCode.Conflict, "visitor_taken"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task Link_ToAnotherTenantsCustomer_IsNotFound()
    {
        var (_, customerId) = await new VisitorScene(sessions.A).UserAsync();

        var (status, problem) = await LinkAsync(customerId, scene.Visitor().Principal.Subject);

        Assert.Equal((HttpStatusCode.NotFound, "customer_not_found"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task Link_BlockedVisitor_IsRefused()
    {
        var (_, blocked) = await scene.UserAsync();
        var (_, other) = await scene.UserAsync();
        var visitor = scene.Visitor().Principal.Subject;
        await LinkAsync(blocked, visitor);
        await scene.Company.Backend.PatchAsync($"/v1/customers/{blocked}", new { status = "blocked" });

        var (status, problem) = await LinkAsync(other, visitor);

        Assert.Equal((HttpStatusCode.Forbidden, "customer_blocked"), (status, AgentScene.Code(problem)));
    }

    [Fact]
    public async Task Link_ToABlockedCustomerAgain_IsTheSame()
    {
        var (user, customerId) = await scene.UserAsync();
        var visitor = scene.Visitor();
        await scene.Company.Backend.PatchAsync($"/v1/customers/{customerId}", new { status = "blocked" });

        var (_, first) = await LinkAsync(customerId, visitor.Principal.Subject);
        var (status, second) = await LinkAsync(customerId, visitor.Principal.Subject);

        Assert.Equal((HttpStatusCode.OK, first.GetRawText()), (status, second.GetRawText()));
        Assert.Equal(customerId, (await VisitorScene.ProveAsync(visitor, user)).CustomerId);
    }

    [Fact]
    public async Task Link_VisitorWhoSaidItsName_FillsInWhatTheCustomerLacksButNoAddress()
    {
        var (_, customerId) = await scene.UserAsync();
        var visitor = scene.Visitor();
        await visitor.PatchAsync(
            "/v1/me",
            new
            {
                name = "Bob",
                phone = "123",
                email = VisitorScene.NewEmail(),
            }
        );

        var (_, me) = await LinkAsync(customerId, visitor.Principal.Subject);

        Assert.Equal(("Ada", "123", null), (Text(me, "name"), Text(me, "phone"), Text(me, "email")));
    }

    [Theory]
    [InlineData(PrincipalKind.Agent)]
    [InlineData(PrincipalKind.Visitor)]
    [InlineData(PrincipalKind.PublishableKey)]
    public async Task Link_ByAnybodyElse_IsForbidden(PrincipalKind kind)
    {
        var (_, customerId) = await scene.UserAsync();

        var (status, _) = await scene
            .Company.Somebody(kind)
            .SubmitAsync($"/v1/customers/{customerId}/visitors", new { visitorId = "v" });

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task UpdateMe_EmptyTexts_AreTakenBack()
    {
        var visitor = scene.Visitor();
        await visitor.PatchAsync("/v1/me", new { name = "Bob", phone = "123" });

        var (_, me) = await visitor.PatchAsync("/v1/me", new { name = " " });

        Assert.Equal((null, "123"), (Text(me, "name"), Text(me, "phone")));
    }

    [Fact]
    public async Task UpdateMe_Picture_IsThatOfAVerifiedCallerOnly()
    {
        var (user, _) = await scene.UserAsync();
        const string Picture = "https://a.example/p.png";

        var (_, known) = await user.PatchAsync("/v1/me", new { avatarUrl = Picture });
        var (_, stranger) = await scene.Visitor().PatchAsync("/v1/me", new { avatarUrl = Picture });

        Assert.Equal((Picture, null), (Text(known, "avatarUrl"), Text(stranger, "avatarUrl")));
    }

    [Theory]
    [InlineData(true, 2, 2)]
    [InlineData(false, 2, 0)]
    public async Task MyConversations_History_IsAsTheCompanyWantsIt(bool isEnabled, int limit, int count)
    {
        var visitor = scene.Visitor();
        await scene.Company.Backend.ChangeSettingsAsync(
            "customers",
            new { historyEnabled = isEnabled, historyLimit = limit }
        );
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            ids.Insert(0, (await visitor.PostAsync($"{number}")).Conversation.Id);
        }

        var (_, page) = await visitor.GetAsync("/v1/me/conversations");

        Assert.Equal(ids.Take(count), page.GetProperty("data").EnumerateArray().Select(AgentScene.Id));
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> LinkAsync(string customerId, string visitorId) =>
        scene.Company.Backend.SubmitAsync($"/v1/customers/{customerId}/visitors", new { visitorId });

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
