// run: kernel-version=6.1
/*
 * A SCSI host whose commands from user space wait for the error handler.
 *
 * Task 1, an ioctl, holds the scan semaphore for reading and waits for its command to be done.
 * Task 2, adding a device, waits for task 1 to write. Task 3, the error handler, which ends
 * commands that timed out, looks the device up under the same semaphore first.
 */

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct command {
	struct list_head list;
	int target;
	int result;
	struct completion *done;
};

struct device_node {
	struct list_head list;
	int target;
	bool offline;
};

struct host {
	struct rw_semaphore scan_sem;
	struct list_head devices;
	spinlock_t lock;
	struct list_head failed;
	struct task_struct *handler;
};

static struct device_node *host_find(struct host *host, int target)
{
	struct device_node *dev;

	list_for_each_entry(dev, &host->devices, list)
		if (dev->target == target)
			return dev;
	return NULL;
}

static struct command *host_next_failed(struct host *host)
{
	struct command *command;

	spin_lock_irq(&host->lock);
	command = list_first_entry_or_null(&host->failed, struct command, list);
	if (command)
		list_del(&command->list);
	spin_unlock_irq(&host->lock);
	return command;
}

static void host_finish_command(struct host *host, struct command *command)
{
	struct device_node *dev;

	down_read(&host->scan_sem);
	dev = host_find(host, command->target);
	if (dev)
		dev->offline = true;
	up_read(&host->scan_sem);

	command->result = -EIO;
	complete(command->done);
}

static int host_error_handler(void *data)
{
	struct host *host = data;
	struct command *command;

	while (!kthread_should_stop()) {
		while ((command = host_next_failed(host)))
			host_finish_command(host, command);
		set_current_state(TASK_INTERRUPTIBLE);
		schedule();
	}
	return 0;
}

/* From the timer of the command. */
void host_command_timed_out(struct host *host, struct command *command)
{
	unsigned long flags;

	spin_lock_irqsave(&host->lock, flags);
	list_add_tail(&command->list, &host->failed);
	spin_unlock_irqrestore(&host->lock, flags);
	wake_up_process(host->handler);
}

int host_ioctl_bad(struct host *host, struct command *command)
{
	DECLARE_COMPLETION_ONSTACK(done);
	int err = -ENODEV;

	down_read(&host->scan_sem);
	if (!host_find(host, command->target))
		goto out;
	command->done = &done;
	wait_for_completion_io(&done); // expect: rwsem-writer-priority confirmed
	err = command->result;
out:
	up_read(&host->scan_sem);
	return err;
}

int host_add_device(struct host *host, int target)
{
	struct device_node *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return -ENOMEM;
	dev->target = target;
	down_write(&host->scan_sem);
	list_add_tail(&dev->list, &host->devices);
	up_write(&host->scan_sem);
	return 0;
}

int host_start(struct host *host)
{
	init_rwsem(&host->scan_sem);
	spin_lock_init(&host->lock);
	host->handler = kthread_run(host_error_handler, host, "scsi-eh");
	return IS_ERR(host->handler) ? PTR_ERR(host->handler) : 0;
}
