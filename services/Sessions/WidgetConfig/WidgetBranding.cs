using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.WidgetConfig;

/// <summary>Colours are `#rrggbb`, addresses `https`.</summary>
internal sealed record WidgetBranding
{
    private const string Color = "^#[0-9A-Fa-f]{6}$";
    private const string ColorRule = "Must be a colour, #rrggbb.";
    private const string Address = "^https://[^\\s]+$";
    private const string AddressRule = "Must be an address that begins with https://.";

    /// <summary>Of buttons and what the visitor writes.</summary>
    [RegularExpression(Color, ErrorMessage = ColorRule)]
    public string PrimaryColor { get; init; } = "#2563eb";

    /// <summary>Of what is less important.</summary>
    [RegularExpression(Color, ErrorMessage = ColorRule)]
    public string SecondaryColor { get; init; } = "#64748b";

    /// <summary>Null: the theme's.</summary>
    [RegularExpression(Color, ErrorMessage = ColorRule)]
    public string? BackgroundColor { get; init; }

    /// <summary>Null: the theme's.</summary>
    [RegularExpression(Color, ErrorMessage = ColorRule)]
    public string? TextColor { get; init; }

    /// <summary>At most 100 UTF-16 units.</summary>
    [StringLength(100)]
    public string CompanyName { get; init; } = "";

    /// <summary>At most 500 characters.</summary>
    [StringLength(500), RegularExpression(Address, ErrorMessage = AddressRule)]
    public string? LogoUrl { get; init; }

    /// <summary>The picture on the button, at most 500 characters; null: the built-in one.</summary>
    [StringLength(500), RegularExpression(Address, ErrorMessage = AddressRule)]
    public string? ButtonIconUrl { get; init; }

    /// <summary>`circle`, `rounded` or `square`.</summary>
    public ButtonShape ButtonShape { get; init; } = ButtonShape.Circle;

    /// <summary>Styles for the widget's own parts, at most 10,000 UTF-16 units.</summary>
    [StringLength(10_000)]
    public string? CustomCss { get; init; }

    /// <summary>Whether it says what it is made with.</summary>
    public bool ShowPoweredBy { get; init; } = true;
}
