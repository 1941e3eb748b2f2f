using System.Collections;
using System.Text;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call: an ordered list of entries in which a key may occur several times.</summary>
/// <remarks>Not safe for use by several threads while one of them changes it.</remarks>
public sealed class Metadata : IList<Metadata.Entry>
{
    /// <summary>Keys that end like this carry bytes (base64 on the wire), all others carry ASCII text.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Metadata without entries, which cannot be changed.</summary>
    public static readonly Metadata Empty = new Metadata().Freeze();

    private readonly List<Entry> _entries = [];

    /// <summary>Metadata without entries.</summary>
    public Metadata() { }

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    /// <summary>True: every change fails with <see cref="InvalidOperationException"/>.</summary>
    public bool IsReadOnly { get; private set; }

    /// <summary>The entry at this place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    /// <exception cref="InvalidOperationException">Set, and the metadata is read-only.</exception>
    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CheckWriteable();
            _entries[index] = value;
        }
    }

    /// <summary>The last entry with this key, or null.</summary>
    /// <param name="key">Compared without regard to case.</param>
    public Entry? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _entries.FindLast(entry => entry.HasKey(key));
    }

    /// <summary>The text of the last entry with this key, or null.</summary>
    /// <param name="key">Compared without regard to case.</param>
    /// <exception cref="InvalidOperationException">The entry is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>A copy of the bytes of the last entry with this key, or null.</summary>
    /// <param name="key">Compared without regard to case.</param>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries with this key, in order.</summary>
    /// <param name="key">Compared without regard to case.</param>
    public IEnumerable<Entry> GetAll(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _entries.Where(entry => entry.HasKey(key));
    }

    /// <summary>Appends an entry; entries with the same key stay.</summary>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckWriteable();
        _entries.Add(item);
    }

    /// <summary>Appends a text entry.</summary>
    /// <exception cref="ArgumentException">The key is malformed or ends with <see cref="BinaryHeaderSuffix"/>.</exception>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Appends a binary entry.</summary>
    /// <exception cref="ArgumentException">The key is malformed or does not end with <see cref="BinaryHeaderSuffix"/>.</exception>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <summary>Puts an entry at this place.</summary>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckWriteable();
        _entries.Insert(index, item);
    }

    /// <summary>Removes every entry.</summary>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Clear()
    {
        CheckWriteable();
        _entries.Clear();
    }

    /// <summary>Removes this very entry; false when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public bool Remove(Entry item)
    {
        CheckWriteable();
        return _entries.Remove(item);
    }

    /// <summary>Removes the entry at this place.</summary>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void RemoveAt(int index)
    {
        CheckWriteable();
        _entries.RemoveAt(index);
    }

    /// <summary>True when this very entry is there; entries are compared by reference.</summary>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <summary>The place of this very entry, or -1.</summary>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <summary>Copies all entries.</summary>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <summary>The entries in order. Changing the metadata meanwhile ends the enumeration with an exception.</summary>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>Makes this instance read-only for good and answers it.</summary>
    internal Metadata Freeze()
    {
        IsReadOnly = true;
        return this;
    }

    private void CheckWriteable()
    {
        if (IsReadOnly)
        {
            throw new InvalidOperationException("The metadata is read-only.");
        }
    }

    /// <summary>One key with a text or with bytes. Immutable.</summary>
    public class Entry
    {
        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        /// <summary>A binary entry; the bytes are copied.</summary>
        /// <param name="key">Ends with <see cref="BinaryHeaderSuffix"/>; letters become lower case.</param>
        /// <exception cref="ArgumentException">The key is malformed or is one of a text entry.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = MetadataKey.Normalize(key);
            if (!MetadataKey.IsBinary(Key))
            {
                throw new ArgumentException(
                    $"The key of a binary entry must end with '{BinaryHeaderSuffix}'.",
                    nameof(key)
                );
            }
            ArgumentNullException.ThrowIfNull(valueBytes);
            _valueBytes = [.. valueBytes];
        }

        /// <summary>A text entry.</summary>
        /// <param name="key">Does not end with <see cref="BinaryHeaderSuffix"/>; letters become lower case.</param>
        /// <param name="value">ASCII; the engines refuse what HTTP/2 cannot carry.</param>
        /// <exception cref="ArgumentException">The key is malformed or is one of a binary entry.</exception>
        public Entry(string key, string value)
        {
            Key = MetadataKey.Normalize(key);
            if (MetadataKey.IsBinary(Key))
            {
                throw new ArgumentException(
                    $"The key of a text entry must not end with '{BinaryHeaderSuffix}'.",
                    nameof(key)
                );
            }
            ArgumentNullException.ThrowIfNull(value);
            _value = value;
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>A copy of the bytes; of a text entry, its ASCII bytes.</summary>
        public byte[] ValueBytes => _valueBytes is null ? Encoding.ASCII.GetBytes(_value!) : [.. _valueBytes];

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _value ?? throw new InvalidOperationException("A binary entry has no text.");

        /// <summary>True when the entry carries bytes.</summary>
        public bool IsBinary => _value is null;

        /// <summary>Key and text, or key and number of bytes: binary values are often credentials.</summary>
        public override string ToString() =>
            _value is null ? $"[Entry: key={Key}, {_valueBytes!.Length} bytes]" : $"[Entry: key={Key}, value={_value}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);
    }
}
