using System.Globalization;
using Chat.Gateway.WebSockets;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Each option at both of its bounds, and one step beyond them.</summary>
public sealed class SocketOptionsTests
{
    public static TheoryData<string, string, bool> Bounds
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var (name, least, most) in Numbers)
            {
                data.Add(name, Text(least - 1), false);
                data.Add(name, Text(least), true);
                data.Add(name, Text(most), true);
                data.Add(name, Text(most + 1), false);
            }
            foreach (var (name, least, most) in Times)
            {
                data.Add(name, Text(least - TimeSpan.FromTicks(1)), false);
                data.Add(name, Text(least), true);
                data.Add(name, Text(most), true);
                data.Add(name, Text(most + TimeSpan.FromTicks(1)), false);
            }
            return data;
        }
    }

    // As their doc comments and docs/options.md state them.
    private static readonly (string Name, int Least, int Most)[] Numbers =
    [
        ("MaxSockets", 1, 1_000_000),
        ("MaxSocketsPerPrincipal", 1, 1_000_000),
        ("MaxSocketsPerAddress", 1, 1_000_000),
        ("MaxFrameBytes", 1_024, 1_048_576),
        ("MaxSubscriptions", 1, 10_000),
        ("MaxReplies", 1, 100),
        ("MaxQueuedFrames", 1, 10_000),
        ("MaxQueuedBytes", 65_536, 67_108_864),
        ("MaxCommandsUnderWay", 1, 1_000),
        ("CommandsPerSecond", 1, 100_000),
        ("CommandBurst", 1, 100_000),
    ];

    private static readonly (string Name, TimeSpan Least, TimeSpan Most)[] Times =
    [
        ("ReconnectSpread", TimeSpan.Zero, TimeSpan.FromMinutes(1)),
        ("SlowReaderLimit", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
        ("CredentialCheck", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        ("AuthLimit", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
        ("KeepAlive", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2)),
    ];

    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.Null(Fault(new SocketOptions()));

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Validate_EachBound_IsAllowedAndNothingBeyond(string name, string value, bool isFine)
    {
        var options = new SocketOptions();
        var property = typeof(SocketOptions).GetProperty(name)!;
        property.SetValue(
            options,
            property.PropertyType == typeof(int)
                ? int.Parse(value, CultureInfo.InvariantCulture)
                : TimeSpan.Parse(value, CultureInfo.InvariantCulture)
        );

        var fault = Fault(options);

        Assert.Equal(isFine, fault is null);
        Assert.True(isFine || fault!.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Bounds_EveryOption_IsAmongThem() =>
        Assert.Equal(
            typeof(SocketOptions).GetProperties().Select(property => property.Name).Order(),
            Numbers.Select(number => number.Name).Concat(Times.Select(time => time.Name)).Order()
        );

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private static string? Fault(SocketOptions options) =>
        new SocketOptionsValidator().Validate(null, options).FailureMessage;
}
