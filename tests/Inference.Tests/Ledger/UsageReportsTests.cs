using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Inference.Ledger;

/// <summary>What is refused before the database is asked: nobody waits for this one.</summary>
public sealed class UsageReportsTests : IAsyncDisposable
{
    private static readonly CancellationToken NobodyWaits = new(canceled: true);
    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create("Host=nowhere.invalid");
    private readonly UsageReports _reports;

    // Its clock says 2026-01-01.
    public UsageReportsTests() => _reports = new UsageReports(_database, new FakeTimeProvider());

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("2026-01-02", "2026-01-01")]
    [InlineData("2025-01-01", "2026-01-03")]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("9999-12-31", "9999-12-31")]
    [InlineData("2026-01-02", null)]
    [InlineData("2024-12-30", null)]
    public async Task TotalsAsync_DaysOutOfRange_AreNamed(string from, string? to) =>
        Assert.Equal("/from out_of_range", await TotalsFaultAsync(from, to));

    [Fact]
    public async Task TotalsAsync_TooManyDays_SaysHowManyThereMayBe()
    {
        var result = await _reports.TotalsAsync(
            Guid.CreateVersion7(),
            new DateOnly(2020, 1, 1),
            new DateOnly(2026, 1, 1),
            NobodyWaits
        );

        Assert.Equal(
            "The last day is at most 366 days after the first, and not before it.",
            Assert.Single(Assert.IsType<Invalid>(result.Error).Faults).Message
        );
    }

    // Taken: that nobody waits is noticed only then.
    [Theory]
    [InlineData("2025-01-01", "2026-01-02")]
    [InlineData("2026-01-01", "2026-01-01")]
    [InlineData(null, "0001-01-01")]
    [InlineData(null, "9999-12-30")]
    [InlineData(null, null)]
    [InlineData("2024-12-31", null)]
    public async Task TotalsAsync_DaysInRange_AreAskedFor(string? from, string? to) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TotalsFaultAsync(from, to));

    [Theory]
    [InlineData(0, null, "/limit out_of_range")]
    [InlineData(101, null, "/limit out_of_range")]
    [InlineData(-1, null, "/limit out_of_range")]
    [InlineData(1, "", "/cursor invalid")]
    [InlineData(100, "nonsense", "/cursor invalid")]
    [InlineData(0, "nonsense", "/limit out_of_range")]
    public async Task RecordsAsync_PageThatIsNone_IsNamed(int limit, string? cursor, string fault)
    {
        var result = await _reports.RecordsAsync(Guid.CreateVersion7(), cursor, limit, NobodyWaits);

        Assert.Equal(fault, FaultOf(result.Error));
    }

    private async Task<string> TotalsFaultAsync(string? from, string? to)
    {
        var result = await _reports.TotalsAsync(Guid.CreateVersion7(), Day(from), Day(to), NobodyWaits);
        return FaultOf(result.Error);
    }

    private static string FaultOf(Error? error)
    {
        var fault = Assert.Single(Assert.IsType<Invalid>(error).Faults);
        return $"{fault.Pointer} {fault.Code}";
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
