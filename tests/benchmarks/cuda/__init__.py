"""What only a GPU can show: agreement with the CPU, speed, memory and stopping at full size."""
