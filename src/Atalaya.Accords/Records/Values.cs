using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Atalaya.Accords.Envelopes;
using Atalaya.Earth;
using NodaTime;
using NodaTime.Text;

namespace Atalaya.Accords.Records;

/// <summary>How the values of records stand in JSON.</summary>
internal static class Values
{
    // Whole seconds in UTC and no other spelling. Years beyond these are somebody's mistake.
    private static readonly InstantPattern Time = InstantPattern.General;
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;
    private static readonly Instant Earliest = NodaTime.Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Latest = NodaTime.Instant.FromUtc(2200, 1, 1, 0, 0);

    public static FormCode Code(JsonElement value, string path, FaultSlot slot)
    {
        var text = FieldReader.ReadText(value, path, slot);
        if (!FormCode.TryParse(text, out var code))
            slot.Set(path, AccordFaultReason.BadForm, text);
        return code!;
    }

    public static FreeText Free(JsonElement value, string path, FaultSlot slot)
    {
        if (!FreeText.TryParse(FieldReader.ReadText(value, path, slot), out var text))
            slot.Set(path, AccordFaultReason.BadForm);
        return text!;
    }

    public static StateCode State(JsonElement value, string path, FaultSlot slot)
    {
        var text = FieldReader.ReadText(value, path, slot);
        if (!StateCode.TryParse(text, out var state))
            slot.Set(path, AccordFaultReason.BadForm, text);
        return state;
    }

    public static T Word<T>(JsonElement value, string path, FaultSlot slot)
        where T : struct, Enum
    {
        var text = FieldReader.ReadText(value, path, slot);
        if (!Words.TryRead<T>(text, out var word))
            slot.Set(path, AccordFaultReason.UnknownWord, text);
        return word;
    }

    public static Instant Instant(JsonElement value, string path, FaultSlot slot)
    {
        var text = FieldReader.ReadText(value, path, slot);
        if (text is null)
            return default;
        var read = Time.Parse(text);
        if (!read.Success || text.Length != 20)
            slot.Set(path, AccordFaultReason.BadForm, text);
        else if (read.Value < Earliest || read.Value >= Latest)
            slot.Set(path, AccordFaultReason.OutOfRange, text);
        return read.Success ? read.Value : default;
    }

    public static LocalDate Day(JsonElement value, string path, FaultSlot slot)
    {
        var text = FieldReader.ReadText(value, path, slot);
        if (text is null)
            return default;
        var read = Date.Parse(text);
        if (!read.Success || text.Length != 10)
            slot.Set(path, AccordFaultReason.BadForm, text);
        else if (read.Value.Year is < 2000 or >= 2200)
            slot.Set(path, AccordFaultReason.OutOfRange, text);
        return read.Success ? read.Value : default;
    }

    public static ValueReader<int> Whole(int least, int most) => (value, path, slot) =>
    {
        if (value.ValueKind != JsonValueKind.Number)
            slot.Set(path, AccordFaultReason.WrongType, value.GetRawText());
        else if (value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        else
            slot.Set(path, AccordFaultReason.OutOfRange, value.GetRawText());
        return default;
    };

    public static ValueReader<long> WholeLong(long least) => (value, path, slot) =>
    {
        if (value.ValueKind != JsonValueKind.Number)
            slot.Set(path, AccordFaultReason.WrongType, value.GetRawText());
        else if (value.TryGetInt64(out var number) && number >= least)
            return number;
        else
            slot.Set(path, AccordFaultReason.OutOfRange, value.GetRawText());
        return default;
    };

    public static ValueReader<double> Number(double least, double most) => (value, path, slot) =>
    {
        if (value.ValueKind != JsonValueKind.Number)
            slot.Set(path, AccordFaultReason.WrongType, value.GetRawText());
        else if (value.TryGetDouble(out var number) && number >= least && number <= most)
            return number;
        else
            slot.Set(path, AccordFaultReason.OutOfRange, value.GetRawText());
        return default;
    };

    public static Position Place(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var latitude = read.Value("latitude", Number(-90, 90));
        var longitude = read.Value("longitude", Number(-180, 180));
        read.End();
        return new(latitude, longitude);
    }

    public static HeightBand Band(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var lower = read.Value("lowerFeet", Whole(HeightBand.LowestFeet, HeightBand.HighestFeet));
        var upper = read.Value("upperFeet", Whole(HeightBand.LowestFeet, HeightBand.HighestFeet));
        var datum = read.Word<HeightDatum>("datum");
        read.End();
        if (slot.Fault is null)
            read.Require(HeightBand.IsBand(lower, upper), "upperFeet");
        return slot.Fault is null ? new(lower, upper, datum) : default;
    }

    public static Window Window(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var (start, end) = (read.Instant("start"), read.Instant("end"));
        read.End();
        if (slot.Fault is null)
            read.Require(Records.Window.IsWindow(start, end), "end");
        return slot.Fault is null ? new(start, end) : default;
    }

    public static DailyHours Hours(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var hours = new DailyHours(read.Value("fromMinute", Whole(0, 1439)), read.Value("untilMinute", Whole(0, 1439)));
        read.End();
        return hours;
    }

    public static Area Area(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var shape = read.Text("shape");
        Area? area = null;
        if (shape == "polygon")
        {
            var corners = read.List("corners", 3, Records.Area.MostCorners, Place);
            read.End();
            if (slot.Fault is null && PolygonArea.Shape(corners) is not null)
                area = new PolygonArea(corners);
            else
                slot.Set(read.Join("corners"), AccordFaultReason.Inconsistent);
        }
        else if (shape == "circle")
        {
            var (centre, radius) = (read.Value("centre", Place), read.Value("radiusMetres", Number(1, Records.Area.LargestRadiusMetres)));
            read.End();
            if (slot.Fault is null && CircleArea.IsCircle(centre, radius))
                area = new CircleArea(centre, radius);
            else
                slot.Set(read.Join("radiusMetres"), AccordFaultReason.OutOfRange);
        }
        else
        {
            slot.Set(read.Join("shape"), AccordFaultReason.UnknownWord, shape);
        }

        return area!;
    }

    public static Volume4D Volume(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var volume = new Volume4D(read.Value("area", Area), read.Value("band", Band), read.Value("time", Window));
        read.End();
        return volume;
    }

    public static Crossing Crossing(JsonElement value, string path, FaultSlot slot)
    {
        var read = new FieldReader(value, path, slot);
        var crossing = new Crossing(read.State("state"), read.Value("entry", Place), read.Instant("entryTime"), read.Value("exit", Place), read.Instant("exitTime"));
        read.End();
        if (slot.Fault is null)
            read.Require(crossing.EntryTime < crossing.ExitTime, "exitTime");
        return crossing;
    }

    public static string Text(Instant instant) => Time.Format(instant);

    public static string Text(LocalDate day) => Date.Format(day);

    public static void Write(Utf8JsonWriter json, FormCode code) => json.WriteStringValue(code.Text);

    public static void Write(Utf8JsonWriter json, Position position)
    {
        json.WriteStartObject();
        json.WriteNumber("latitude", position.Latitude);
        json.WriteNumber("longitude", position.Longitude);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, HeightBand band)
    {
        json.WriteStartObject();
        json.WriteNumber("lowerFeet", band.LowerFeet);
        json.WriteNumber("upperFeet", band.UpperFeet);
        json.WriteString("datum", Words.Of(band.Datum));
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Window window)
    {
        json.WriteStartObject();
        json.WriteString("start", Text(window.Start));
        json.WriteString("end", Text(window.End));
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, DailyHours hours)
    {
        json.WriteStartObject();
        json.WriteNumber("fromMinute", hours.FromMinute);
        json.WriteNumber("untilMinute", hours.UntilMinute);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Area area)
    {
        json.WriteStartObject();
        if (area is PolygonArea polygon)
        {
            json.WriteString("shape", "polygon");
            json.WriteStartArray("corners");
            foreach (var corner in polygon.Corners)
                Write(json, corner);
            json.WriteEndArray();
        }
        else if (area is CircleArea circle)
        {
            json.WriteString("shape", "circle");
            json.WritePropertyName("centre");
            Write(json, circle.Centre);
            json.WriteNumber("radiusMetres", circle.RadiusMetres);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Volume4D volume)
    {
        json.WriteStartObject();
        json.WritePropertyName("area");
        Write(json, volume.Area);
        json.WritePropertyName("band");
        Write(json, volume.Band);
        json.WritePropertyName("time");
        Write(json, volume.Time);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Crossing crossing)
    {
        json.WriteStartObject();
        json.WriteString("state", crossing.State.Text);
        json.WritePropertyName("entry");
        Write(json, crossing.Entry);
        json.WriteString("entryTime", Text(crossing.EntryTime));
        json.WritePropertyName("exit");
        Write(json, crossing.Exit);
        json.WriteString("exitTime", Text(crossing.ExitTime));
        json.WriteEndObject();
    }
}

/// <summary>Short names for what most records read.</summary>
internal static class RecordFields
{
    public static FormCode Code(this FieldReader read, string name) => read.Value(name, Values.Code);

    public static FreeText Free(this FieldReader read, string name) => read.Value(name, Values.Free);

    public static StateCode State(this FieldReader read, string name) => read.Value(name, Values.State);

    public static Instant Instant(this FieldReader read, string name) => read.Value(name, Values.Instant);

    public static T Word<T>(this FieldReader read, string name)
        where T : struct, Enum => read.Value(name, Values.Word<T>);

    public static ImmutableArray<T> WordSet<T>(this FieldReader read, string name, int atLeast)
        where T : struct, Enum => read.Set(name, atLeast, 16, Values.Word<T>);

    public static GuidancePair Guidance(this FieldReader read) => new(read.Digest("ownGuidance"), read.Digest("otherGuidance"));
}
