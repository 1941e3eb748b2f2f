using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Data;

/// <summary>What becomes of a connection string; nothing here connects.</summary>
public sealed class ServiceDataSourcesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Create_NoConnectionString_SaysWhatToSet(string? text)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Create(text));

        Assert.Contains("ConnectionStrings:notesdb is missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_Any_IsTheUnprivilegedRole()
    {
        await using var sources = Create("Host=h;Database=d");

        Assert.EndsWith(" -c role=chat_notes", Parse(sources.App).Options, StringComparison.Ordinal);
        Assert.DoesNotContain("role", Parse(sources.Admin).Options!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task App_OptionsGiven_KeepsThemAndAddsTheRoleLast()
    {
        await using var sources = Create("Host=h;Database=d;Options=-c work_mem=1MB -c role=postgres");

        Assert.EndsWith(
            " -c work_mem=1MB -c role=postgres -c role=chat_notes",
            Parse(sources.App).Options,
            StringComparison.Ordinal
        );
        Assert.EndsWith(" -c work_mem=1MB -c role=postgres", Parse(sources.Admin).Options, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_Bounds_AreThoseOfTheOptions()
    {
        await using var sources = Create(
            "Host=h;Database=d;Maximum Pool Size=9999;Timeout=0",
            new DatabaseOptions { MaxPoolSize = 17, ConnectTimeout = TimeSpan.FromSeconds(3) }
        );

        Assert.Equal((17, 3), (Parse(sources.App).MaxPoolSize, Parse(sources.App).Timeout));
        Assert.Equal((8, 3), (Parse(sources.Admin).MaxPoolSize, Parse(sources.Admin).Timeout));
    }

    // Seen in pg_stat_activity: who holds what.
    [Fact]
    public async Task Sources_Any_BearTheServicesName()
    {
        await using var sources = Create("Host=h;Database=d;Application Name=somebody");

        Assert.Equal("notes", Parse(sources.App).ApplicationName);
        Assert.Equal("notes admin", Parse(sources.Admin).ApplicationName);
    }

    private static NpgsqlConnectionStringBuilder Parse(NpgsqlDataSource source) => new(source.ConnectionString);

    private static ServiceDataSources Create(string? text, DatabaseOptions? options = null) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:notesdb"] = text }
                )
                .Build(),
            new DatabaseNames("notesdb", "chat_notes"),
            Options.Create(options ?? new DatabaseOptions()),
            new ServiceName("notes"),
            new DatabaseReadiness(),
            NullLoggerFactory.Instance
        );
}
