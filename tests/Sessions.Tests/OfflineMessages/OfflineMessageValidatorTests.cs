using System.Globalization;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.OfflineMessages;

namespace Chat.Sessions.Tests.OfflineMessages;

public sealed class OfflineMessageValidatorTests
{
    private static readonly OfflineMessageDetails Least = new()
    {
        Name = "",
        Email = "a@b.example",
        Phone = "",
        Subject = "",
        Text = "t",
        PageUrl = "",
        Fields = new Dictionary<string, string>(StringComparer.Ordinal),
    };

    [Fact]
    public void Validate_Least_IsFine() => Assert.Empty(Faults(Least));

    [Theory]
    [InlineData(200, 50, 300, 5_000, 2_000, null)]
    [InlineData(201, 0, 0, 1, 0, "/name length")]
    [InlineData(0, 51, 0, 1, 0, "/phone length")]
    [InlineData(0, 0, 301, 1, 0, "/subject length")]
    [InlineData(0, 0, 0, 0, 0, "/message length")]
    [InlineData(0, 0, 0, 5_001, 0, "/message length")]
    [InlineData(0, 0, 0, 1, 2_001, "/pageUrl length")]
    public void Validate_TextsAtTheBounds_AreTakenUpToThem(
        int name,
        int phone,
        int subject,
        int text,
        int pageUrl,
        string? fault
    ) =>
        Assert.Equal(
            fault is null ? [] : [fault],
            Faults(
                Least with
                {
                    Name = new string('x', name),
                    Phone = new string('x', phone),
                    Subject = new string('x', subject),
                    Text = new string('x', text),
                    PageUrl = new string('x', pageUrl),
                }
            )
        );

    [Theory]
    [InlineData(20, 64, 1_000, null)]
    [InlineData(21, 64, 1, "/fields count")]
    [InlineData(1, 65, 1, "/fields name")]
    public void Validate_FieldsAtTheBounds_AreTakenUpToThem(int count, int name, int value, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], Faults(Least with { Fields = Fields(count, name, value) }));

    [Theory]
    [InlineData("", "v", "/fields name")]
    [InlineData("a\0", "v", "/fields name")]
    [InlineData("a", "v\0", "/fields/a characters")]
    [InlineData("a", null, "/fields/a length")]
    [InlineData("size/colour~1", "v\0", "/fields/size~1colour~01 characters")]
    public void Validate_AWrongField_IsNamedByItsPointer(string name, string? value, string fault) =>
        Assert.Equal(
            [fault],
            Faults(Least with { Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value! } })
        );

    [Fact]
    public void Validate_FieldValueTooLong_IsRefused() =>
        Assert.Equal(["/fields/0000 length"], Faults(Least with { Fields = Fields(1, 4, 1_001) }));

    [Theory]
    [InlineData(0, "/Idempotency-Key length")]
    [InlineData(1, null)]
    [InlineData(255, null)]
    [InlineData(256, "/Idempotency-Key length")]
    public void Validate_KeyAtTheBounds_IsTakenUpToThem(int length, string? fault) =>
        Assert.Equal(fault is null ? [] : [fault], Faults(Least, new string('k', length)));

    [Fact]
    public void Validate_EverythingWrong_NamesAllAtOnce() =>
        Assert.Equal(
            [
                "/name characters",
                "/phone characters",
                "/subject characters",
                "/message characters",
                "/pageUrl characters",
                "/email format",
                "/fields name",
                "/Idempotency-Key length",
            ],
            Faults(
                new OfflineMessageDetails
                {
                    Name = "\0",
                    Email = "nobody",
                    Phone = "\0",
                    Subject = "\0",
                    Text = "\0",
                    PageUrl = "\0",
                    Fields = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" },
                },
                ""
            )
        );

    [Fact]
    public void ToDetails_Body_IsTrimmedWhereBlanksMeanNothing()
    {
        var details = new OfflineMessageBody
        {
            Message = " m ",
            Email = " a@b.example ",
            Name = " n ",
            Phone = " p ",
            Subject = " s ",
            PageUrl = "https://shop.example/",
        }.ToDetails();

        Assert.Equal(
            ("m", "a@b.example", "n", "p", "s", "https://shop.example/"),
            (details.Text, details.Email, details.Name, details.Phone, details.Subject, details.PageUrl)
        );
        Assert.Empty(details.Fields);
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey, true)]
    [InlineData(PrincipalKind.Agent, true)]
    [InlineData(PrincipalKind.Service, true)]
    [InlineData(PrincipalKind.Visitor, false)]
    [InlineData(PrincipalKind.User, false)]
    [InlineData(PrincipalKind.PublishableKey, false)]
    public void Refuse_Kinds_AreWhoMayNotRead(PrincipalKind kind, bool may) =>
        Assert.Equal(may, OfflineMessagesAccess.Refuse(Somebody(kind)) is null);

    private static Dictionary<string, string> Fields(int count, int name, int value) =>
        Enumerable
            .Range(0, count)
            .ToDictionary(
                n => n.ToString(CultureInfo.InvariantCulture).PadLeft(name, '0'),
                _ => new string('v', value),
                StringComparer.Ordinal
            );

    private static IEnumerable<string> Faults(OfflineMessageDetails details, string? key = null) =>
        OfflineMessageValidator
            .Validate(
                new LeaveOfflineMessage
                {
                    Principal = Somebody(PrincipalKind.PublishableKey),
                    Details = details,
                    IdempotencyKey = key,
                }
            )
            ?.Faults.Select(fault => $"{fault.Pointer} {fault.Code}")
        ?? [];

    private static Principal Somebody(PrincipalKind kind) =>
        new()
        {
            TenantId = Ids.New(),
            Subject = "s",
            Kind = kind,
        };
}
