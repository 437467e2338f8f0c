Console.WriteLine("digilo");
