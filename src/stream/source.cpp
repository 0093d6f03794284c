// SPDX-License-Identifier: MIT
#include "stream/source.hpp"

#include <pya/io/audio_reader.hpp>

#include "asig/sizes.hpp"
#include "stream/ahead.hpp"

#include <limits>

namespace pya::detail {
namespace {

class FileFlow : public Flow {
public:
    FileFlow(AudioReader reader, std::string path) : reader_(std::move(reader)), path_(std::move(path)) {}

    bool next(storage::Samples& block) override {
        const Index wanted =
            std::min(block_samples(reader_.channels()), reader_.frames() - reader_.position());
        if (wanted == 0) {
            if (!reader_.info().complete)
                fail<IoError>("can't read '", path_, "': it is damaged or cut short after frame ",
                              reader_.position());
            return false;
        }
        block = storage::Samples::uninitialised(wanted, reader_.channels());
        block.resize_rows(reader_.read(block.write()));
        return true;
    }

private:
    AudioReader reader_;
    std::string path_;
};

class FileSource : public StreamNode {
public:
    FileSource(const AudioReader& reader, const std::string& path)
        : StreamNode(Asig(0, {.sr = reader.sr(), .label = path, .channels = reader.channels()}),
                     reader.frames(), false),
          path_(path) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        AudioReader reader(path_);
        if (reader.sr() != head().sr() || reader.channels() != head().channels() ||
            reader.frames() != length())
            fail<IoError>("can't read '", path_, "': it has changed since the stream was made");
        reader.seek(std::min(first, reader.frames()));
        return ahead(std::make_unique<FileFlow>(std::move(reader), path_), run);
    }
    int passes() const override { return 0; }

private:
    std::string path_;
};

class SignalFlow : public Flow {
public:
    explicit SignalFlow(storage::Samples samples) : samples_(std::move(samples)) {}

    bool next(storage::Samples& block) override {
        const Index count = std::min(block_samples(samples_.cols()), samples_.rows() - position_);
        if (count <= 0) return false;
        block = samples_.block(position_, count, 0, samples_.cols());
        position_ += count;
        return true;
    }

private:
    storage::Samples samples_;
    Index position_ = 0;
};

class SignalSource : public StreamNode {
public:
    explicit SignalSource(const Asig& sig)
        : StreamNode(
              Asig(0, {.sr = sig.sr(), .label = sig.label(), .channels = sig.channels(), .cn = sig.cn()}),
              sig.samples(), false),
          samples_(sig.storage()) {}

    FlowPtr open(StreamRun&, Index first) const override {
        const Index begin = std::min(first, samples_.rows());
        return std::make_unique<SignalFlow>(
            samples_.block(begin, samples_.rows() - begin, 0, samples_.cols()));
    }
    int passes() const override { return 0; }

private:
    storage::Samples samples_;
};

class EndToEndFlow : public Flow {
public:
    EndToEndFlow(std::vector<NodePtr> parts, StreamRun& run, Index first)
        : parts_(std::move(parts)), run_(run), flow_(parts_.front()->open(run, first)) {}

    bool next(storage::Samples& block) override {
        while (!flow_->next(block)) {
            if (++part_ == parts_.size()) return --part_, false;
            flow_ = parts_[part_]->open(run_, 0);
        }
        return true;
    }

private:
    std::vector<NodePtr> parts_;
    StreamRun& run_;
    std::size_t part_ = 0;
    FlowPtr flow_;
};

class EndToEnd : public StreamNode {
public:
    EndToEnd(std::vector<NodePtr> parts, Asig head)
        : StreamNode(std::move(head), total(parts), any(parts, &StreamNode::once),
                     any(parts, &StreamNode::endless)),
          parts_(std::move(parts)) {}

    FlowPtr open(StreamRun& run, Index first) const override {
        for (const NodePtr& part : parts_)
            if (part->passes() > 0) part->open(run, 0); // measures now what flows later
        auto from = parts_.begin();
        for (; from + 1 != parts_.end() && (*from)->length() && first >= *(*from)->length(); ++from)
            first -= *(*from)->length();
        return std::make_unique<EndToEndFlow>(std::vector<NodePtr>(from, parts_.end()), run, first);
    }
    int passes() const override {
        int sum = 0;
        for (const NodePtr& part : parts_) sum += part->passes();
        return sum;
    }

private:
    static std::optional<Index> total(const std::vector<NodePtr>& parts) {
        Index sum = 0;
        for (const NodePtr& part : parts) {
            if (!part->length()) return std::nullopt;
            sum += *part->length();
            if (sum > most_samples) fail("Astream::append: the whole would have more than 2^46 samples");
        }
        return sum;
    }

    static bool any(const std::vector<NodePtr>& parts, bool (StreamNode::*property)() const) {
        return std::ranges::any_of(parts, [property](const NodePtr& part) { return (*part.*property)(); });
    }

    std::vector<NodePtr> parts_;
};

} // namespace

NodePtr file_source(const std::string& path) { return std::make_shared<FileSource>(AudioReader(path), path); }

NodePtr signal_source(const Asig& sig) { return std::make_shared<SignalSource>(sig); }

NodePtr end_to_end(std::vector<NodePtr> parts, Asig head) {
    return std::make_shared<EndToEnd>(std::move(parts), std::move(head));
}

} // namespace pya::detail
