using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.VisitorDetails;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.VisitorDetails;

public sealed class DetailsMappingTests
{
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    private static readonly string[] Texts =
    [
        "ip",
        "browser",
        "os",
        "page",
        "page_title",
        "referrer",
        "language",
        "country",
        "region",
        "city",
    ];

    public static TheoryData<string> TextFields => [.. Texts];

    [Fact]
    public void ToDomain_Everything_IsWhatWasSeen()
    {
        var seen = Seen();
        foreach (var name in Texts)
        {
            Set(seen, name, "the " + name);
        }

        Assert.Equal(
            new SeenVisitor
            {
                TenantId = Guid.ParseExact(seen.TenantId, "D"),
                Kind = AuthorKind.User,
                Subject = "u1",
                SeenAt = new DateTime(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc),
                Details = new BrowserDetails
                {
                    Ip = "the ip",
                    Browser = "the browser",
                    Os = "the os",
                    Page = "the page",
                    PageTitle = "the page_title",
                    Referrer = "the referrer",
                    Language = "the language",
                    Country = "the country",
                    Region = "the region",
                    City = "the city",
                },
            },
            Assert.Single(Map(seen).Value)
        );
    }

    [Fact]
    public void ToDomain_NothingSeen_IsNull() =>
        Assert.Equal(new BrowserDetails(), Assert.Single(Map(Seen()).Value).Details);

    [Theory]
    [MemberData(nameof(TextFields))]
    public void ToDomain_TextAtTheBound_IsTakenUpToIt(string name)
    {
        var (most, more, zero) = (Seen(), Seen(), Seen());
        Set(most, name, new string('x', 2_000));
        Set(more, name, new string('x', 2_001));
        Set(zero, name, "a\0");

        Assert.True(Map(most).IsSuccess);
        Refuses("/visitors/0", more);
        Refuses("/visitors/0", zero);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void ToDomain_SubjectAtTheBounds_IsTakenUpToThem(int length, bool fine)
    {
        var seen = Seen();
        seen.Subject = new string('s', length);

        Assert.Equal(fine, Map(seen).IsSuccess);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void ToDomain_SoManyVisitors_AreTakenUpToTheBound(int count, bool fine)
    {
        var mapped = Map([.. Enumerable.Range(0, count).Select(_ => Seen())]);

        Assert.Equal(fine ? count : -1, mapped.IsSuccess ? mapped.Value.Count : -1);
        Assert.Equal(fine ? null : "/visitors", (mapped.Error as Invalid)?.Faults[0].Pointer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("default")]
    [InlineData("01a2181b20a07710a39b19b7f8b64e5d")]
    public void ToDomain_NoTenant_IsRefused(string tenantId)
    {
        var seen = Seen();
        seen.TenantId = tenantId;

        Refuses("/visitors/0", seen);
    }

    [Theory]
    [InlineData("Unspecified")]
    [InlineData("Agent")]
    [InlineData("Ai")]
    [InlineData("System")]
    public void ToDomain_NoCustomer_IsRefused(string kind)
    {
        var seen = Seen();
        seen.Kind = System.Enum.Parse<Wire.AuthorKind>(kind);

        Refuses("/visitors/0", seen);
    }

    [Theory]
    [InlineData(FirstSecond, 0, true)]
    [InlineData(LastSecond, 999_999_999, true)]
    [InlineData(FirstSecond - 1, 0, false)]
    [InlineData(LastSecond + 1, 0, false)]
    [InlineData(0, -1, false)]
    [InlineData(0, 1_000_000_000, false)]
    public void ToDomain_TimeAtTheBounds_IsTakenUpToThem(long seconds, int nanos, bool fine)
    {
        var seen = Seen();
        seen.SeenAt = new Timestamp { Seconds = seconds, Nanos = nanos };

        Assert.Equal(fine, Map(seen).IsSuccess);
    }

    [Fact]
    public void ToDomain_NoTime_IsRefusedAtItsPlace()
    {
        var seen = Seen();
        seen.SeenAt = null;

        Refuses("/visitors/1", Seen(), seen);
    }

    private static void Set(Wire.SeenVisitor seen, string name, string value) =>
        Wire.SeenVisitor.Descriptor.FindFieldByName(name).Accessor.SetValue(seen, value);

    private static Wire.SeenVisitor Seen() =>
        new()
        {
            TenantId = Ids.NewText(),
            Kind = Wire.AuthorKind.User,
            Subject = "u1",
            SeenAt = Timestamp.FromDateTime(new DateTime(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc)),
        };

    private static Result<List<SeenVisitor>> Map(params Wire.SeenVisitor[] seen) =>
        DetailsMapping.ToDomain(new Wire.CollectRequest { Visitors = { seen } });

    private static void Refuses(string pointer, params Wire.SeenVisitor[] seen) =>
        Assert.Equal(pointer, Assert.Single(Assert.IsType<Invalid>(Map(seen).Error).Faults).Pointer);
}
