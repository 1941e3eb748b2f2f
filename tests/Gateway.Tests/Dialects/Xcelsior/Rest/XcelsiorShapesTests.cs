using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Gateway.Dialects.Xcelsior;
using Chat.Gateway.Dialects.Xcelsior.Rest;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Rest;

/// <summary>Our resources as the page's types, where they differ with what is there.</summary>
public sealed class XcelsiorShapesTests
{
    private static readonly Guid Customer = new("0190d000-0000-7000-8000-000000000001");
    private static readonly XcelsiorCustomerIds Ids = new(
        Options.Create(new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) })
    );

    private readonly XcelsiorShapes shapes = new(Ids);

    [Theory]
    [InlineData("2026-11-28T12:00:00Z", "2026-11-28T11:00:00Z", "2026-11-28T12:00:00.000Z")]
    [InlineData("2026-11-28T12:00:00Z", null, "2026-11-28T12:00:00.000Z")]
    [InlineData(null, "2026-11-28T11:00:00Z", "2026-11-28T11:00:00.000Z")]
    [InlineData(null, null, null)]
    public void WriteConversation_End_IsWhenItWasClosedElseResolved(string? closed, string? resolved, string? expected)
    {
        var own = Conversation();
        (own["closedAt"], own["resolvedAt"]) = (closed, resolved);

        Assert.Equal(expected, (string?)Shown(own, shapes.WriteConversation)["closedAt"]);
    }

    [Fact]
    public void WriteConversation_CustomerNotKnown_IsItsOwner()
    {
        var own = Conversation();
        own["customerId"] = null;

        Assert.Equal("v-1", (string?)Shown(own, shapes.WriteConversation)["customerId"]);
    }

    [Fact]
    public void WriteConversation_Cards_HaveTheirPictures()
    {
        var own = Conversation();
        own["customer"] = new JsonObject
        {
            ["id"] = Customer,
            ["email"] = "a@b.example",
            ["avatarUrl"] = "https://c",
        };
        own["assignedAgent"] = new JsonObject { ["id"] = "agent-1", ["avatarUrl"] = "https://a" };

        var shown = Shown(own, shapes.WriteConversation);

        Assert.Equal("https://c", (string?)shown["customer"]!["avatar"]);
        Assert.Equal("https://a", (string?)shown["assignedAgent"]!["avatar"]);
    }

    [Fact]
    public void WriteAgent_Picture_IsShown()
    {
        var own = new JsonObject { ["id"] = "agent-1", ["avatarUrl"] = "https://a" };

        Assert.Equal("https://a", (string?)Shown(own, shapes.WriteAgent)["avatar"]);
    }

    [Theory]
    [InlineData("John", "a@b.example", "John")]
    [InlineData("", "a@b.example", "a@b.example")]
    [InlineData(null, "a@b.example", "a@b.example")]
    [InlineData(null, null, "")]
    public void WriteCustomer_NameAndEmail_AreAlwaysThere(string? name, string? email, string expected)
    {
        var shown = Shown(
            new JsonObject
            {
                ["id"] = Customer,
                ["name"] = name,
                ["email"] = email,
            },
            shapes.WriteCustomer
        );

        Assert.Equal((expected, email ?? ""), ((string?)shown["name"], (string?)shown["email"]));
    }

    private static JsonObject Conversation() =>
        new()
        {
            ["id"] = "c-1",
            ["customerId"] = Customer,
            ["owner"] = new JsonObject { ["id"] = "v-1" },
            ["status"] = "closed",
            ["channel"] = "web",
        };

    private static JsonNode Shown(JsonObject own, Action<Utf8JsonWriter, JsonElement> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            write(json, JsonElement.Parse(own.ToJsonString()));
        }
        return JsonNode.Parse(stream.ToArray())!;
    }
}
