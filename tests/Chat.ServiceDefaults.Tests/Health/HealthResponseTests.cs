using System.Text.Json;
using Chat.ServiceDefaults.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.ServiceDefaults.Tests.Health;

/// <summary>What health tells: enough to know which part is away, nothing that an attacker could use.</summary>
public sealed class HealthResponseTests
{
    [Fact]
    public async Task Write_SeveralChecks_NamesEachWithItsStatusAndReason()
    {
        var body = await WriteAsync(
            ("database", HealthStatus.Degraded, "Answers come from memory.", null),
            ("redis", HealthStatus.Healthy, null, null)
        );

        Assert.Equal("Degraded", body.GetProperty("status").GetString());
        var checks = body.GetProperty("checks");
        Assert.Equal("Degraded", checks.GetProperty("database").GetProperty("status").GetString());
        Assert.Equal(
            "Answers come from memory.",
            checks.GetProperty("database").GetProperty("description").GetString()
        );
        Assert.Equal("""{"status":"Healthy"}""", checks.GetProperty("redis").GetRawText());
    }

    [Fact]
    public async Task Write_CheckThatThrew_TellsNothingOfTheException()
    {
        var body = await WriteAsync(
            ("database", HealthStatus.Unhealthy, null, new InvalidOperationException("password=secret"))
        );

        Assert.Equal("Unhealthy", body.GetProperty("status").GetString());
        Assert.DoesNotContain("secret", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NamesAndReasonsWithQuotes_StayJson()
    {
        var body = await WriteAsync(("a \"b\"", HealthStatus.Unhealthy, "not \"there\"\n", null));

        Assert.Equal(
            "not \"there\"\n",
            body.GetProperty("checks").GetProperty("a \"b\"").GetProperty("description").GetString()
        );
    }

    [Fact]
    public async Task Write_NoChecks_IsHealthy() =>
        Assert.Equal("""{"status":"Healthy","checks":{}}""", (await WriteAsync()).GetRawText());

    private static async Task<JsonElement> WriteAsync(
        params (string Name, HealthStatus Status, string? Description, Exception? Exception)[] checks
    )
    {
        var context = new DefaultHttpContext();
        using var written = new MemoryStream();
        context.Response.Body = written;
        var entries = checks.ToDictionary(
            static check => check.Name,
            static check => new HealthReportEntry(
                check.Status,
                check.Description,
                TimeSpan.Zero,
                check.Exception,
                new Dictionary<string, object>(StringComparer.Ordinal)
            ),
            StringComparer.Ordinal
        );

        await HealthResponse.WriteAsync(context, new HealthReport(entries, TimeSpan.Zero));

        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal("application/json", context.Response.ContentType);
        return JsonDocument.Parse(written.ToArray()).RootElement;
    }
}
