using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;

namespace Chat.Sessions.Tests.AgentQueue;

/// <summary>Whose category lets a conversation wait ahead of others.</summary>
[Trait("Level", "Component")]
public sealed class QueueUrgencyTests(SessionsFixture sessions) : IAsyncLifetime
{
    private readonly Office office = new(sessions.A);

    public async ValueTask InitializeAsync() =>
        await office.SetAsync(
            "routing",
            new { autoAssign = false, priorityByUserCategory = new { vip = "urgent", staff = "low" } }
        );

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("message")]
    [InlineData("reopen")]
    public async Task List_OneOfAnUrgentCategoryIsReopened_IsAhead(string how)
    {
        var (agent, visitor) = (await office.AgentAsync(), office.Visitor());
        var vip = await office.ConversationAsync(visitor);
        await FileAsync(vip, "vip");
        await ResolvedAsync(vip, agent);
        var other = await office.WaitingAsync();

        await ReopenAsync(how, visitor, vip);

        Assert.Equal([vip, other], Ids(await ListAsync()));
    }

    [Fact]
    public async Task List_OneThatWasUrgentIsReopened_IsAsItIsNow()
    {
        var (agent, visitor) = (await office.AgentAsync(), office.Visitor());
        var id = await office.ConversationAsync(visitor);
        await FileAsync(id, "vip");
        await Office.DoneAsync(visitor.SubmitAsync($"/v1/conversations/{id}/escalate", null));
        await ResolvedAsync(id, agent);
        await FileAsync(id, "staff");
        var other = await office.WaitingAsync();

        await ReopenAsync("message", visitor, id);

        Assert.Equal([other, id], Ids(await ListAsync()));
    }

    [Theory]
    [InlineData(PrincipalKind.User, true)]
    [InlineData(PrincipalKind.Visitor, false)]
    public async Task List_CustomerOfAnUrgentCategory_IsAheadWhereItIsProven(PrincipalKind kind, bool isAhead)
    {
        var other = await office.WaitingAsync();
        var customer = await CustomerAsync(kind, "vip");

        var vip = await office.WaitingAsync(customer);

        var queue = await ListAsync();
        Assert.Equal(isAhead ? [vip, other] : [other, vip], Ids(queue));
        Assert.Equal(isAhead ? "vip" : null, queue[0].GetProperty("userCategory").GetString());
    }

    [Fact]
    public async Task List_CustomerOfAnUrgentCategoryComesBack_IsAhead()
    {
        var (agent, customer) = (await office.AgentAsync(), await CustomerAsync(PrincipalKind.User, "vip"));
        var vip = await office.ConversationAsync(customer);
        await ResolvedAsync(vip, agent);
        var other = await office.WaitingAsync();

        await ReopenAsync("message", customer, vip);

        Assert.Equal([vip, other], Ids(await ListAsync()));
    }

    [Fact]
    public async Task List_ConversationFiledOtherwiseThanItsCustomer_IsAsTheConversationSays()
    {
        var customer = await CustomerAsync(PrincipalKind.User, "vip");
        var id = await office.ConversationAsync(customer);
        await FileAsync(id, "staff");
        var other = await office.WaitingAsync();

        await office.WaitingAsync(customer);
        await Office.DoneAsync(customer.SubmitAsync($"/v1/conversations/{id}/escalate", null));

        var waiting = Ids(await ListAsync()).ToList();
        Assert.Equal(3, waiting.Count);
        Assert.Equal([other, id], waiting[1..]);
    }

    private async Task<Caller> CustomerAsync(PrincipalKind kind, string category)
    {
        var somebody = Caller.Of(sessions.A, kind, office.TenantId);
        var email = VisitorScene.NewEmail();
        var (status, made) = await office.Backend.SubmitAsync(
            "/v1/customers",
            new
            {
                email,
                externalId = kind is PrincipalKind.User ? somebody.Principal.Subject : null,
                userCategory = category,
            }
        );
        Assert.True(status is System.Net.HttpStatusCode.Created, made.ToString());
        if (kind is PrincipalKind.Visitor)
        {
            await VisitorScene.ClaimAsync(somebody, email);
        }

        return somebody;
    }

    private async Task FileAsync(string id, string userCategory) =>
        await Office.DoneAsync(office.Backend.PatchAsync($"/v1/conversations/{id}", new { userCategory }));

    private static async Task ResolvedAsync(string id, Caller agent)
    {
        await Office.DoneAsync(agent.SubmitAsync($"/v1/conversations/{id}/accept", null));
        await Office.DoneAsync(agent.PutAsync($"/v1/conversations/{id}/resolve", null));
    }

    private static async Task ReopenAsync(string how, Caller customer, string id)
    {
        if (how == "message")
        {
            await customer.PostAsync("One more thing", id);
            return;
        }

        await Office.DoneAsync(customer.PutAsync($"/v1/conversations/{id}/reopen", null));
    }

    private async Task<List<JsonElement>> ListAsync() =>
        [.. (await Office.DoneAsync(office.Backend.GetAsync("/v1/queue"))).GetProperty("data").EnumerateArray()];

    private static IEnumerable<string?> Ids(IEnumerable<JsonElement> queue) =>
        queue.Select(entry => entry.GetProperty("conversationId").GetString());
}
