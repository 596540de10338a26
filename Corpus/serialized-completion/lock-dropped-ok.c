// run: kernel-version=5.10
/*
 * The bus controller that waits for its message with nothing held.
 *
 * The worker may have to wait for the bus mutex, but task 1 has let it go before it waits.
 */

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/mutex.h>

struct bus {
	struct mutex lock;
	struct kthread_worker *worker;
	struct kthread_work power_work;
	bool powered;
};

struct message {
	struct kthread_work work;
	struct completion done;
	int status;
};

int hw_transfer(struct message *message);
void hw_power(struct bus *bus, bool on);

static void bus_power_up(struct kthread_work *work)
{
	struct bus *bus = container_of(work, struct bus, power_work);

	mutex_lock(&bus->lock);
	hw_power(bus, true);
	bus->powered = true;
	mutex_unlock(&bus->lock);
}

static void message_run(struct kthread_work *work)
{
	struct message *message = container_of(work, struct message, work);

	message->status = hw_transfer(message);
	complete(&message->done);
}

int chip_configure_ok(struct bus *bus, struct message *message)
{
	kthread_init_work(&message->work, message_run);
	init_completion(&message->done);

	mutex_lock(&bus->lock);
	if (!bus->powered) {
		mutex_unlock(&bus->lock);
		return -EAGAIN;
	}
	kthread_queue_work(bus->worker, &message->work);
	mutex_unlock(&bus->lock);

	wait_for_completion(&message->done);
	return message->status;
}

void bus_resume_ok(struct bus *bus)
{
	kthread_queue_work(bus->worker, &bus->power_work);
}

int bus_init_ok(struct bus *bus)
{
	mutex_init(&bus->lock);
	kthread_init_work(&bus->power_work, bus_power_up);
	bus->worker = kthread_create_worker(0, "bus");
	return IS_ERR(bus->worker) ? PTR_ERR(bus->worker) : 0;
}
