using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Xcelsior;

/// <summary>Customers of the Xcelsior dialect and the company's backend, through the whole system.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class XcelsiorTests(SingleSuite suite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Talk_CustomerInTwoTabsAiAndAgent_IsSeenByAll()
    {
        suite.Upstream.AnswerWith(words: 3);
        using var tab = await OpenAsync("talk@example.com");
        using var otherTab = await OpenAsync("talk@example.com", tab.ConversationId);
        Assert.Equal((tab.ConversationId, tab.CustomerId), (otherTab.ConversationId, otherTab.CustomerId));

        await tab.SayAsync("Hello, I need help", Cancelled);
        foreach (var socket in (XcelsiorConnection[])[tab, otherTab])
        {
            AssertMessage(
                await socket.NextAsync("message", Cancelled),
                "customer",
                tab.CustomerId,
                "Hello, I need help"
            );
            var answer = await socket.NextAsync("message", Cancelled);
            Assert.Equal("agent", answer.GetProperty("senderType").GetString());
            Assert.StartsWith("word0", answer.GetProperty("content").GetString(), StringComparison.Ordinal);
        }

        var agentId = await NewAgentAsync("ada.xcelsior@example.com");
        var assigned = await AskAsync(HttpMethod.Put, $"/conversations/{tab.ConversationId}/assign", new { agentId });
        Assert.Equal("Ada", assigned.GetProperty("assignedAgent").GetProperty("name").GetString());
        await AnswerAsync(tab.ConversationId, agentId, "Good morning");
        foreach (var socket in (XcelsiorConnection[])[tab, otherTab])
        {
            AssertMessage(await socket.NextAsync("message", Cancelled), "agent", agentId, "Good morning");
        }

        var closed = await AskAsync(
            HttpMethod.Put,
            $"/conversations/{tab.ConversationId}/close",
            new { satisfaction = 5 }
        );
        Assert.Equal("closed", closed.GetProperty("status").GetString());
        Assert.Equal(5, closed.GetProperty("satisfaction").GetInt32());
        Assert.Equal("talk@example.com", closed.GetProperty("customer").GetProperty("email").GetString());
        Assert.Equal(tab.CustomerId, closed.GetProperty("customerId").GetString());
        var messages = await AskAsync(HttpMethod.Get, $"/messages?conversationId={tab.ConversationId}");
        Assert.Equal(
            ["customer", "agent", "agent"],
            messages.EnumerateArray().Select(message => message.GetProperty("senderType").GetString())
        );
        var last = messages.EnumerateArray().Last();
        var found = await AskAsync(HttpMethod.Get, $"/messages/{last.GetProperty("id").GetString()}");
        Assert.Equal("Good morning", found.GetProperty("content").GetString());
    }

    [Fact]
    public async Task Typing_OfOneTab_IsSeenByTheCompany()
    {
        using var tab = await OpenAsync("typing@example.com");
        using var backend = await LiveSocket.OpenAsync(suite.Gateway.BaseAddress!, ChatSuite.SecretKey, Cancelled);
        await backend.NextAsync("ready", Cancelled);
        await backend.SendAsync(
            new
            {
                type = "subscribe",
                id = "s",
                conversationId = tab.ConversationId,
                signals = true,
            },
            Cancelled
        );
        await backend.NextAsync("subscribed", Cancelled);

        await tab.SendAsync(
            new { action = "typing", data = new { conversationId = tab.ConversationId, isTyping = true } },
            Cancelled
        );

        var signal = await backend.NextSignalAsync("typing", Cancelled);
        Assert.Equal("John Doe", signal.GetProperty("author").GetProperty("displayName").GetString());
        Assert.True(signal.GetProperty("typing").GetBoolean());
    }

    [Fact]
    public async Task ComeBack_AfterACut_GetsWhatItMissedAndWhatItMayHaveMissed()
    {
        using var tab = await OpenAsync("cut@example.com");
        await SystemSaysAsync(tab.ConversationId, "1");
        AssertMessage(await tab.NextAsync("message", Cancelled), "system", "", "1");

        tab.Abort();
        await SystemSaysAsync(tab.ConversationId, "2");
        using var again = await OpenAsync("cut@example.com", tab.ConversationId);

        AssertMessage(await again.NextAsync("message", Cancelled), "system", "", "1");
        AssertMessage(await again.NextAsync("message", Cancelled), "system", "", "2");
    }

    [Fact]
    public async Task Join_WithAnotherEmail_OpensAnotherConversation()
    {
        using var tab = await OpenAsync("victim@example.com");
        await SystemSaysAsync(tab.ConversationId, "Secret");

        using var thief = await OpenAsync("thief@example.com", tab.ConversationId);

        Assert.NotEqual(tab.ConversationId, thief.ConversationId);
        Assert.NotEqual(tab.CustomerId, thief.CustomerId);
    }

    [Fact]
    public async Task Claim_OfAVerifiedCustomersEmail_ShowsAndChangesNothingOfIt()
    {
        var known = await AskAsync(
            HttpMethod.Post,
            "/customers",
            new
            {
                email = "known@example.com",
                name = "Grace",
                phone = "+1 555",
            }
        );

        using var claimant = await OpenAsync("known@example.com");

        Assert.Equal(known.GetProperty("id").GetString(), claimant.CustomerId);
        var after = await AskAsync(HttpMethod.Get, $"/customers/{claimant.CustomerId}");
        Assert.Equal(
            ("Grace", "+1 555"),
            (after.GetProperty("name").GetString(), after.GetProperty("phone").GetString())
        );
    }

    [Fact]
    public async Task Company_BeginsAConversation_CustomerJoinsIt()
    {
        var customer = await AskAsync(
            HttpMethod.Post,
            "/customers",
            new { email = "invited@example.com", name = "Grace" }
        );
        var begun = await AskAsync(
            HttpMethod.Post,
            "/conversations",
            new
            {
                customerId = customer.GetProperty("id").GetString(),
                subject = "Your parcel",
                priority = "high",
            }
        );
        var id = begun.GetProperty("id").GetString()!;
        await SystemSaysAsync(id, "It is on its way");

        using var joined = await OpenAsync("invited@example.com", id);

        Assert.Equal(id, joined.ConversationId);
        AssertMessage(await joined.NextAsync("message", Cancelled), "system", "", "It is on its way");
        Assert.Equal("Your parcel", begun.GetProperty("subject").GetString());
        Assert.Equal(
            joined.CustomerId,
            (await AskAsync(HttpMethod.Get, $"/conversations/{id}")).GetProperty("customerId").GetString()
        );
    }

    [Fact]
    public async Task Company_RepeatsItsRequest_BeginsOneConversation()
    {
        var customer = await AskAsync(
            HttpMethod.Post,
            "/customers",
            new { email = "twice@example.com", name = "Grace" }
        );
        var body = new { customerId = customer.GetProperty("id").GetString() };
        var ids = new List<string?>();

        for (var n = 0; n < 2; n++)
        {
            using var response = await SendAsync(HttpMethod.Post, "/conversations", body, "begin-1");
            var begun = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
            ids.Add(begun.GetProperty("data").GetProperty("id").GetString());
        }

        Assert.Equal(ids[0], ids[1]);
        var all = await AskAsync(HttpMethod.Get, $"/conversations?customerId={body.customerId}");
        Assert.Equal(ids[0], Text(Assert.Single(all.EnumerateArray()), "id"));
    }

    [Fact]
    public async Task Company_ChangesAConversation_GoesThroughThePagesStatuses()
    {
        using var tab = await OpenAsync("statuses@example.com");
        var agentId = await NewAgentAsync("statuses.agent@example.com");
        var path = $"/conversations/{tab.ConversationId}";

        var pending = await AskAsync(
            HttpMethod.Put,
            path,
            new
            {
                priority = "urgent",
                tags = new[] { "vip" },
                metadata = new { order = 7 },
                assignedAgentId = agentId,
                status = "pending",
            }
        );
        Assert.Equal("pending", Text(pending, "status"));
        Assert.Equal(("urgent", agentId), (Text(pending, "priority"), Text(pending, "assignedAgentId")));
        Assert.Equal(7, pending.GetProperty("metadata").GetProperty("order").GetInt32());
        foreach (var status in (string[])["open", "closed", "open", "archived"])
        {
            var changed = await AskAsync(HttpMethod.Put, path, new { status });
            Assert.Equal(status, Text(changed, "status"));
        }
    }

    [Fact]
    public async Task Widget_OwnConversation_UploadsAndReadsByTheLinks()
    {
        using var allow = new HttpRequestMessage(HttpMethod.Patch, "/v1/settings/files");
        allow.Headers.Authorization = new("Bearer", ChatSuite.SecretKey);
        allow.Headers.IfMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
        allow.Content = JsonContent.Create(new { enabled = true });
        using var allowed = await suite.Gateway.SendAsync(allow, Cancelled);
        Assert.True(allowed.IsSuccessStatusCode, await allowed.Content.ReadAsStringAsync(Cancelled));
        using var tab = await OpenAsync("files@example.com");
        var user = Uri.EscapeDataString("""{"email":"files@example.com"}""");
        var pdf = "%PDF-1.4\n%%EOF\n"u8.ToArray();

        using var announced = await suite.Gateway.PostAsJsonAsync(
            $"/attachments/upload-url?user={user}&conversationId={tab.ConversationId}",
            new
            {
                fileName = "document.pdf",
                contentType = "application/pdf",
                fileSize = pdf.Length,
            },
            Cancelled
        );
        var links = (await announced.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("data");
        using var content = new ByteArrayContent(pdf);
        content.Headers.ContentType = new("application/pdf");
        using var put = await suite.Gateway.PutAsync(Text(links, "uploadUrl"), content, Cancelled);

        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(300, links.GetProperty("expiresIn").GetInt32());
        Assert.Equal(pdf, await suite.Gateway.GetByteArrayAsync(Text(links, "attachmentUrl"), Cancelled));
    }

    private static string? Text(JsonElement owner, string name) => owner.GetProperty(name).GetString();

    private static void AssertMessage(JsonElement message, string senderType, string senderId, string content) =>
        Assert.Equal(
            (senderType, senderId, content),
            (
                message.GetProperty("senderType").GetString(),
                message.GetProperty("senderId").GetString(),
                message.GetProperty("content").GetString()
            )
        );

    private Task<XcelsiorConnection> OpenAsync(string email, string? conversationId = null) =>
        XcelsiorConnection.OpenAsync(suite.Gateway.BaseAddress!, email, conversationId, Cancelled);

    private async Task<string> NewAgentAsync(string email)
    {
        var agent = await AskAsync(HttpMethod.Post, "/agents", new { email, name = "Ada" });
        return agent.GetProperty("id").GetString()!;
    }

    private Task AnswerAsync(string conversationId, string agentId, string text) =>
        WriteAsync(
            conversationId,
            new
            {
                text,
                author = new
                {
                    kind = "agent",
                    id = agentId,
                    displayName = "Ada",
                },
            }
        );

    private Task SystemSaysAsync(string conversationId, string text) => WriteAsync(conversationId, new { text });

    private async Task WriteAsync(string conversationId, object message)
    {
        using var response = await SendAsync(HttpMethod.Post, $"/v1/conversations/{conversationId}/messages", message);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.True(response.IsSuccessStatusCode, answer.GetRawText());
        return answer.GetProperty("data");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        object? body,
        string? idempotencyKey = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new("Bearer", ChatSuite.SecretKey);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        return await suite.Gateway.SendAsync(request, Cancelled);
    }
}
