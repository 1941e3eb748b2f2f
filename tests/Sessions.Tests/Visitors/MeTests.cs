using System.Net;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Visitors;

[Trait("Level", "Component")]
public sealed class MeTests(SessionsFixture sessions)
{
    private readonly VisitorScene scene = new(sessions.A);
    private readonly string email = VisitorScene.NewEmail();

    [Fact]
    public async Task Get_Stranger_KnowsItsIdOnly()
    {
        var visitor = scene.Visitor();

        var (status, me) = await visitor.GetAsync("/v1/me");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("visitor", visitor.Principal.Subject), (Text(me, "kind"), Text(me, "id")));
        Assert.False(me.GetProperty("verified").GetBoolean());
        Assert.Null(Text(me, "name"));
    }

    [Fact]
    public async Task Update_NameOnly_IsNotedWithoutACustomer()
    {
        var visitor = scene.Visitor();

        await visitor.PatchAsync("/v1/me", new { name = " Ada " });

        Assert.Equal("Ada", Text((await visitor.GetAsync("/v1/me")).Body, "name"));
        Assert.Empty(await scene.Company.EventsAsync());
    }

    [Fact]
    public async Task Update_UnknownEmail_MakesAnUnverifiedCustomer()
    {
        var visitor = scene.Visitor();
        await visitor.PostAsync("Hello");

        var (_, me) = await visitor.PatchAsync("/v1/me", new { email, name = "Ada" });

        Assert.False(me.GetProperty("verified").GetBoolean());
        Assert.Equal(JsonValueKind.Null, me.GetProperty("customerId").ValueKind);
        var customer = (await scene.CustomerByEmailAsync(email))!.Value;
        Assert.Equal("Ada", Text(customer, "name"));
        Assert.False(customer.GetProperty("verified").GetBoolean());
        Assert.Equal(1, customer.GetProperty("totalConversations").GetInt32());
        Assert.IsType<CustomerCreated>(Assert.Single(await scene.Company.EventsAsync()));
    }

    [Fact]
    public async Task Update_ManyVisitorsClaimOneEmailAtOnce_MakeOneCustomer()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i =>
                    scene.Visitor().At(i % 2 == 0 ? sessions.A : sessions.B).PatchAsync("/v1/me", new { email })
                )
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Single((await scene.Company.EventsAsync()).OfType<CustomerCreated>());
    }

    [Fact]
    public async Task Update_EmailCorrected_TheWrongCustomerIsGone()
    {
        var visitor = scene.Visitor();
        await visitor.PatchAsync("/v1/me", new { email, name = "Ada" });
        var right = VisitorScene.NewEmail();

        await visitor.PatchAsync("/v1/me", new { email = right });

        Assert.Null(await scene.CustomerByEmailAsync(email));
        Assert.Equal("Ada", Text((await scene.CustomerByEmailAsync(right))!.Value, "name"));
    }

    [Fact]
    public async Task Update_VisitorsSwapEmailsAgainAndAgain_NothingBreaks()
    {
        var (one, other) = (scene.Visitor(), scene.Visitor());
        string[] emails = [email, VisitorScene.NewEmail()];

        var statuses = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .SelectMany(i =>
                    (Task<(HttpStatusCode Status, JsonElement)>[])
                        [
                            one.PatchAsync("/v1/me", new { email = emails[i % 2] }),
                            other.At(sessions.B).PatchAsync("/v1/me", new { email = emails[(i + 1) % 2] }),
                        ]
                )
        );

        Assert.DoesNotContain(statuses, answer => (int)answer.Status is 500);
    }

    [Fact]
    public async Task Update_EmailCorrectedButTheCompanyAddedToIt_BothStay()
    {
        var visitor = scene.Visitor();
        await visitor.PatchAsync("/v1/me", new { email });
        var id = Text((await scene.CustomerByEmailAsync(email))!.Value, "id");
        await scene.Company.Backend.PatchAsync($"/v1/customers/{id}", new { notes = "Called twice" });

        await visitor.PatchAsync("/v1/me", new { email = VisitorScene.NewEmail() });

        Assert.Equal("Called twice", Text((await scene.CustomerByEmailAsync(email))!.Value, "notes"));
    }

    [Fact]
    public async Task Update_SecondClaimant_OverwritesNothing()
    {
        await scene.Visitor().PatchAsync("/v1/me", new { email, name = "Ada" });

        await scene
            .Visitor()
            .PatchAsync(
                "/v1/me",
                new
                {
                    email,
                    name = "Mallory",
                    phone = "1",
                }
            );

        var customer = (await scene.CustomerByEmailAsync(email))!.Value;
        Assert.Equal(("Ada", "1"), (Text(customer, "name"), Text(customer, "phone")));
    }

    [Fact]
    public async Task Update_User_ChangesItsCustomer()
    {
        var (user, customerId) = await scene.UserAsync(email);

        var (status, me) = await user.PatchAsync("/v1/me", new { name = "Grace", phone = "2" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("user", customerId, "Grace"), (Text(me, "kind"), Text(me, "customerId"), Text(me, "name")));
        var (_, customer) = await scene.Company.Backend.GetAsync($"/v1/customers/{customerId}");
        Assert.Equal("2", Text(customer, "phone"));
    }

    [Fact]
    public async Task Update_UsersEmail_IsNotItsToChange()
    {
        var (user, _) = await scene.UserAsync(email);

        var (status, body) = await user.PatchAsync("/v1/me", new { email = VisitorScene.NewEmail() });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("not_allowed", Text(body.GetProperty("errors")[0], "code"));
    }

    [Fact]
    public async Task Update_UserWhoseCustomerWasDeleted_IsKnownAgain()
    {
        var (user, customerId) = await scene.UserAsync();
        await scene.Company.Backend.DeleteAsync($"/v1/customers/{customerId}");

        var (_, me) = await user.PatchAsync("/v1/me", new { name = "Ada" });

        Assert.NotEqual(customerId, Text(me, "customerId"));
        Assert.True(me.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task Update_BlockedByItsClaim_CannotClaimAnother()
    {
        var visitor = scene.Visitor();
        var conversation = (await visitor.PostAsync("Hello")).Conversation.Id;
        await visitor.PatchAsync("/v1/me", new { email });
        var id = Text((await scene.CustomerByEmailAsync(email))!.Value, "id");
        await scene.Company.Backend.PatchAsync($"/v1/customers/{id}", new { status = "blocked" });

        var (status, body) = await visitor.PatchAsync("/v1/me", new { email = VisitorScene.NewEmail() });
        var refusal = await Caller.RefusalAsync(() => visitor.PostAsync("again", conversation));

        Assert.Equal((HttpStatusCode.Forbidden, "customer_blocked"), (status, Text(body, "code")));
        Assert.Equal("customer_blocked", refusal.ToError().Code);
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey)]
    [InlineData(PrincipalKind.Agent)]
    public async Task Get_NotAVisitor_IsForbidden(PrincipalKind kind)
    {
        var (status, body) = await scene.Company.Somebody(kind).GetAsync("/v1/me");

        Assert.Equal((HttpStatusCode.Forbidden, "visitor_required"), (status, Text(body, "code")));
    }

    [Fact]
    public async Task Update_OutOfRange_NamesTheField()
    {
        var (status, body) = await scene
            .Visitor()
            .PatchAsync("/v1/me", new { email = "x", name = new string('x', 201) });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(2, body.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task Conversations_MoreThanTheLimit_AreTheNewest()
    {
        var visitor = scene.Visitor();
        for (var i = 0; i < 6; i++)
        {
            await visitor.PostAsync($"{i}");
        }

        var (_, body) = await visitor.GetAsync("/v1/me/conversations");

        Assert.Equal(5, body.GetProperty("data").GetArrayLength());
        Assert.False(body.GetProperty("hasMore").GetBoolean());
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
