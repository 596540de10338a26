// run: kernel-version=4.9
/*
 * A network file system whose opens wait for the thread that renews its state.
 *
 * Task 1, an open, holds the client's rwsem for reading and waits for the manager to report.
 * Task 2, a mount with other options, wants the rwsem for writing: behind task 1.
 * Task 3, the manager's thread, wants it for reading before it reports: behind task 2.
 */

#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/rwsem.h>

struct nfs_client {
	struct rw_semaphore state_sem;
	struct completion renewed;
	struct task_struct *manager;
	unsigned long lease;
	int options;
};

int server_renew(struct nfs_client *client);

static int manager_thread(void *data)
{
	struct nfs_client *client = data;

	while (!kthread_should_stop()) {
		down_read(&client->state_sem);
		if (server_renew(client) == 0)
			client->lease = jiffies;
		up_read(&client->state_sem);
		complete_all(&client->renewed);
		schedule_timeout_interruptible(HZ);
	}
	return 0;
}

static void client_wait_renewed(struct nfs_client *client)
{
	reinit_completion(&client->renewed);
	wake_up_process(client->manager);
	wait_for_completion(&client->renewed);
}

int nfs_open_bad(struct nfs_client *client)
{
	int err = 0;

	down_read(&client->state_sem);
	if (time_after(jiffies, client->lease + 30 * HZ))
		client_wait_renewed(client); // expect: rwsem-writer-priority confirmed
	if (time_after(jiffies, client->lease + 30 * HZ))
		err = -EIO;
	up_read(&client->state_sem);
	return err;
}

void nfs_remount(struct nfs_client *client, int options)
{
	down_write(&client->state_sem);
	client->options = options;
	up_write(&client->state_sem);
}

int nfs_client_start(struct nfs_client *client)
{
	init_rwsem(&client->state_sem);
	init_completion(&client->renewed);
	client->manager = kthread_run(manager_thread, client, "nfs-manager");
	return IS_ERR(client->manager) ? PTR_ERR(client->manager) : 0;
}
